package api

import (
	"context"
	"log"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

func CreateUser(users *mongo.Collection) gin.HandlerFunc {
	return func(c *gin.Context) {
		// ruleid: detached-context
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		// ruleid: ignored-error
		users.InsertOne(ctx, bson.M{"name": c.PostForm("name")})
	}
}

func FindUser(users *mongo.Collection) gin.HandlerFunc {
	return func(c *gin.Context) {
		// ok: detached-context
		users.FindOne(c.Request.Context(), bson.M{"name": c.Param("name")})
	}
}

func Late(c *gin.Context) {
	go func() {
		time.Sleep(5 * time.Second)
		// ruleid: detached-context
		// ruleid: log-injection
		log.Println("done: " + c.Request.URL.Path)
	}()
}

func Handed(c *gin.Context) {
	// ruleid: detached-context
	go record(c)
}

func Copied(c *gin.Context) {
	copied := c.Copy()
	go func() {
		// ok: detached-context
		log.Println("done: " + copied.Request.URL.Path)
	}()
	// ok: detached-context
	go record(c.Copy())
	go func(c *gin.Context) {
		// ok: detached-context
		// ruleid: log-injection
		log.Println(c.Request.URL.Path)
	}(c.Copy())
}

func Values(c *gin.Context) {
	path := c.Request.URL.Path
	go func() {
		// ok: detached-context
		// ruleid: log-injection
		log.Println(path)
	}()
	// ok: detached-context
	// ruleid: log-injection
	go log.Println(c.Param("id"))
}

func Waited(c *gin.Context) {
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		// ok: detached-context
		// ruleid: log-injection
		log.Println(c.Request.URL.Path)
	}()
	group.Wait()
}

func record(c *gin.Context) {
	// ruleid: log-injection
	log.Println(c.Request.URL.Path)
}

func Transfer(c *gin.Context) {
	fail := func() {
		// ok: detached-context
		notify(context.Background(), "failed")
	}
	// ok: detached-context
	transfer := NewTransfer(context.Background(), c.Param("id"))
	go func() {
		if err := transfer.Run(); err != nil {
			fail()
		}
	}()
	c.Status(202)
}

func Exported(c *gin.Context) {
	// ruleid: detached-context
	export := NewExport(context.Background(), c.Param("id"))
	defer export.Close()
	c.JSON(200, export.Rows())
}
