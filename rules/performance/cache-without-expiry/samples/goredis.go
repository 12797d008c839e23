package cache

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

type Store struct {
	rdb *redis.Client
}

func (s *Store) Put(ctx context.Context, id string, data []byte) error {
	// ruleid: cache-without-expiry
	if err := s.rdb.Set(ctx, "user:"+id, data, 0).Err(); err != nil {
		return err
	}
	// ruleid: cache-without-expiry
	s.rdb.SetNX(ctx, "seen:"+id, 1, 0)
	// ok: cache-without-expiry
	s.rdb.SetNX(ctx, "lock:"+id, 1, 0)
	// ok: cache-without-expiry
	s.rdb.Set(ctx, "user:"+id, data, redis.KeepTTL)
	// ok: cache-without-expiry
	return s.rdb.Set(ctx, "user:"+id, data, 5*time.Minute).Err()
}

func (s *Store) PutThenExpire(ctx context.Context, id string, data []byte) error {
	// ok: cache-without-expiry
	if err := s.rdb.Set(ctx, "user:"+id, data, 0).Err(); err != nil {
		return err
	}
	return s.rdb.Expire(ctx, "user:"+id, time.Minute).Err()
}

type bits struct{}

func (b bits) Set(position, value, mask int) {}

func unrelated(b bits) {
	// ok: cache-without-expiry
	b.Set(1, 2, 0)
}
