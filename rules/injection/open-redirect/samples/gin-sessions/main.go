package main

import (
	"github.com/gin-gonic/gin"

	"example.com/signin/links"
	"example.com/signin/web"
)

func main() {
	r := gin.New()
	web.New(links.Local{Home: "/"}, links.Anywhere{}).Register(r)
	// ruleid: server-without-timeouts
	r.Run()
}
