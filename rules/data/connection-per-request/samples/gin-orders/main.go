package main

import (
	"os"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/redis/go-redis/v9"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Order struct {
	ID   uint
	Note string
}

var (
	shared *gorm.DB
	once   sync.Once
)

func connect() *gorm.DB {
	// ruleid: connection-per-request
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		panic(err)
	}
	return db
}

func instance() *gorm.DB {
	once.Do(func() {
		// ok: connection-per-request
		shared, _ = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	})
	return shared
}

func list(c *gin.Context) {
	var orders []Order
	connect().Limit(50).Find(&orders)
	c.JSON(200, orders)
}

func listShared(c *gin.Context) {
	var orders []Order
	instance().Limit(50).Find(&orders)
	c.JSON(200, orders)
}

func backup(c *gin.Context) {
	// ok: connection-per-request
	db, err := gorm.Open(postgres.Open(os.Getenv("BACKUP_URL")), &gorm.Config{})
	if err != nil {
		panic(err)
	}
	db.AutoMigrate(&Order{})
	c.Status(204)
}

func hits(c *gin.Context) {
	// ruleid: connection-per-request
	client := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	n, _ := client.Incr(c, "hits").Result()
	c.JSON(200, gin.H{"hits": n})
}

type target struct {
	Name string `json:"name"`
	Addr string `json:"addr"`
	Note string `json:"note"`
}

// tries asks a server that the caller names: no other request is for it.
func tries(addr string) error {
	// ok: connection-per-request
	client := redis.NewClient(&redis.Options{Addr: addr})
	return client.Close()
}

func check(c *gin.Context) {
	var req target
	if err := c.ShouldBindJSON(&req); err != nil {
		c.AbortWithStatus(400)
		return
	}
	var asked target
	asked.Name = "check"
	asked.Addr = req.Addr
	c.JSON(200, gin.H{"ok": tries(asked.Addr) == nil})
}

type server struct{ cache *redis.Client }

func (s *server) views(c *gin.Context) {
	n, _ := s.cache.Incr(c, "views").Result()
	c.JSON(200, gin.H{"views": n})
}

func main() {
	// ok: connection-per-request
	s := &server{cache: redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})}
	r := gin.Default()
	r.GET("/v1/orders", list)
	r.GET("/v2/orders", listShared)
	r.POST("/v1/backup", backup)
	r.GET("/v1/hits", hits)
	r.GET("/v1/views", s.views)
	r.POST("/v1/targets/reach", check)
	r.Run()
}
