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

type Avatars struct {
	lock  sync.Mutex
	known map[string]string
	sizes map[string]int
}

type Page struct {
	parts map[string]string
}

func (a *Avatars) Get(c *gin.Context) {
	id := c.Param("id")
	a.lock.Lock()
	defer a.lock.Unlock()
	// ruleid: unbounded-cache
	a.known[id] = render(id)
	if len(a.sizes) > 1000 {
		clear(a.sizes)
	}
	// ok: unbounded-cache
	a.sizes[id] = 1
	page := &Page{parts: map[string]string{}}
	// ok: unbounded-cache
	page.parts[id] = id
	c.JSON(200, page.parts)
}

func main() {
	avatars := &Avatars{known: map[string]string{}, sizes: map[string]int{}}
	// ok: unbounded-cache
	limits["default"] = 10
	router := gin.Default()
	router.GET("/profiles/:id", getProfile)
	router.GET("/pages/:path", getPage)
	router.GET("/avatars/:id", avatars.Get)
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
