package cache

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func put(ctx context.Context, rdb *redis.Client, id string, body []byte) error {
	return rdb.Set(ctx, "user:"+id, body, 0).Err()
}
