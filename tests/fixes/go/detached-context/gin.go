package api

import (
	"context"
	"log"

	"github.com/gin-gonic/gin"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

func create(users *mongo.Collection) gin.HandlerFunc {
	return func(c *gin.Context) {
		if _, err := users.InsertOne(context.Background(), bson.M{"name": "x"}); err != nil {
			return
		}
		go func() {
			log.Println("done: " + c.Request.URL.Path)
			log.Println(c.FullPath())
		}()
		go record(c)
	}
}

func record(c *gin.Context) {
	log.Println(c.FullPath())
}
