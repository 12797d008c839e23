package main

import (
	"sync"

	"github.com/gin-gonic/gin"
)

type Profile struct{ Name string }

var (
	profiles = map[string]Profile{}
	lock     sync.RWMutex
	pages    sync.Map
	limits   = make(map[string]int)
	known    = map[string]int{"a": 1}
)

func main() {
	// ok: unbounded-cache
	limits["default"] = 10
	router := gin.Default()
	router.GET("/profiles/:id", getProfile)
	router.GET("/pages/:path", getPage)
	router.GET("/limits/:name", getLimit)
	router.Run()
}

func getProfile(c *gin.Context) {
	c.JSON(200, find(c.Param("id")))
}

func find(id string) Profile {
	lock.Lock()
	defer lock.Unlock()
	if found, ok := profiles[id]; ok {
		return found
	}
	// ruleid: unbounded-cache
	profiles[id] = Profile{Name: id}
	return profiles[id]
}

func getPage(c *gin.Context) {
	path := c.Param("path")
	// ruleid: unbounded-cache
	pages.Store(path, render(path))
	c.String(200, path)
}

func getLimit(c *gin.Context) {
	name := c.Param("name")
	// ok: unbounded-cache
	limits[name] = known[name]
	delete(limits, name)
	c.JSON(200, known)
}

func render(path string) string { return path }
