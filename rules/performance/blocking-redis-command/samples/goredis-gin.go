package cache

import (
	"context"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"
	"github.com/redis/go-redis/v9"
)

type Store struct {
	client *redis.Client
}

var rdb = redis.NewClient(&redis.Options{Addr: "cache:6379"})

func Clear(c *gin.Context) {
	// ruleid: blocking-redis-command
	keys, err := rdb.Keys(c, "page:*").Result()
	if err == nil {
		rdb.Unlink(c, keys...)
	}
	// ruleid: blocking-redis-command
	rdb.FlushAll(c)
	c.Status(http.StatusNoContent)
}

func (s *Store) Sessions(ctx context.Context) ([]string, error) {
	// ruleid: blocking-redis-command
	return s.client.Keys(ctx, "session:*").Result()
}

func (s *Store) Online(ctx context.Context, team string) ([]string, error) {
	// ok: blocking-redis-command
	own, err := s.client.SMembers(ctx, "team:"+team).Result()
	if err != nil {
		return nil, err
	}
	// pedantic: blocking-redis-command
	all, err := s.client.SMembers(ctx, "online").Result()
	return append(own, all...), err
}

func (s *Store) Each(ctx context.Context, prefix string) *redis.ScanIterator {
	// ok: blocking-redis-command
	return s.client.Scan(ctx, 0, prefix+"*", 100).Iterator()
}

func Names(value reflect.Value) []reflect.Value {
	// ok: blocking-redis-command
	return value.MapKeys()
}
