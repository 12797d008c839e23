package cache

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

type Cache struct{ rdb *redis.Client }

func (c *Cache) Put(ctx context.Context, id string, body []byte) error {
	// ruleid: cache-without-expiry
	if err := c.rdb.Set(ctx, "user:"+id, body, 0).Err(); err != nil {
		return err
	}
	// ok: cache-without-expiry
	if err := c.rdb.Set(ctx, "user:"+id, body, 5*time.Minute).Err(); err != nil {
		return err
	}
	// ok: cache-without-expiry
	if err := c.rdb.Set(ctx, "user:"+id, body, redis.KeepTTL).Err(); err != nil {
		return err
	}
	// ok: cache-without-expiry
	return c.rdb.SetEx(ctx, "user:"+id, body, time.Minute).Err()
}

func warm(ctx context.Context, client *redis.Client, body string) {
	// ruleid: cache-without-expiry
	client.Set(ctx, "top", body, 0)
	// ok: cache-without-expiry
	client.Set(ctx, "schema_version", body, 0)
	// ok: cache-without-expiry
	client.SetNX(ctx, "lock:warm", "1", time.Minute)
}

func report(ctx context.Context, client *redis.Client, key, body string) {
	// ok: cache-without-expiry
	client.Set(ctx, key, body, 0)
	client.Expire(ctx, key, time.Hour)
}
