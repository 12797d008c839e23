package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Post struct {
	ID     uint
	UserID uint
	Title  string
}

type User struct {
	ID    uint
	Name  string
	Posts []Post
}

var db *gorm.DB

func postsOf(user *User) []Post {
	var posts []Post
	db.Model(user).Association("Posts").Find(&posts)
	return posts
}

func users(c *gin.Context) {
	var found []User
	db.Limit(50).Find(&found)
	titles := []string{}
	for _, user := range found {
		var posts []Post
		// ruleid: lazy-load-in-loop
		db.Model(&user).Association("Posts").Find(&posts)
		for _, post := range posts {
			titles = append(titles, post.Title)
		}
	}
	c.JSON(200, titles)
}

func usersByHelper(c *gin.Context) {
	var found []User
	db.Limit(50).Find(&found)
	count := 0
	for i := range found {
		// ruleid: lazy-load-in-loop
		count += len(postsOf(&found[i]))
	}
	c.JSON(200, count)
}

func usersLoaded(c *gin.Context) {
	var found []User
	// ok: lazy-load-in-loop
	db.Preload("Posts").Limit(50).Find(&found)
	count := 0
	for _, user := range found {
		count += len(user.Posts)
	}
	c.JSON(200, count)
}

func user(c *gin.Context) {
	var found User
	db.First(&found, c.Param("id"))
	var posts []Post
	// ok: lazy-load-in-loop
	db.Model(&found).Association("Posts").Find(&posts)
	c.JSON(200, posts)
}

func main() {
	r := gin.Default()
	r.GET("/users", users)
	r.GET("/users/helper", usersByHelper)
	r.GET("/users/loaded", usersLoaded)
	r.GET("/users/:id", user)
	r.Run()
}
