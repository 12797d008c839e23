// The API server.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"example.com/gin-shop/internal/api"
	"example.com/gin-shop/internal/shop"
	"example.com/gin-shop/internal/store"
)

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func main() {
	dsn := env("DATABASE_DSN", "postgres://shop:Sunflower-Lane-42@db.shop.internal:5432/shop?sslmode=require")
	db, err := gorm.Open(postgres.Open(dsn), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	tables, err := store.New(db)
	if err != nil {
		log.Fatal(err)
	}
	service := &shop.Service{
		Store:      tables,
		Cache:      redis.NewClient(&redis.Options{Addr: env("REDIS_ADDR", "localhost:6379")}),
		BrokerURL:  env("BROKER_URL", "amqp://localhost"),
		PaymentURL: env("PAYMENT_URL", "https://payments.shop.internal/charges"),
	}
	handler := &api.API{Shop: service, WebhookSecret: os.Getenv("WEBHOOK_SECRET"), MediaFolder: env("MEDIA_FOLDER", "media")}
	server := &http.Server{
		Addr:              ":" + env("PORT", "8080"),
		Handler:           handler.Router(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}
