package api

import (
	"log"

	"github.com/gin-gonic/gin"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

func create(users *mongo.Collection) gin.HandlerFunc {
	return func(c *gin.Context) {
		if _, err := users.InsertOne(c.Request.Context(), bson.M{"name": "x"}); err != nil {
			return
		}
		go func(c *gin.Context) {
			log.Println("done: " + c.Request.URL.Path)
			log.Println(c.FullPath())
		}(c.Copy())
		go record(c.Copy())
	}
}

func record(c *gin.Context) {
	log.Println(c.FullPath())
}
