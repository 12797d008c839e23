package main

import (
	"github.com/gin-gonic/gin"

	"example.com/tools/api"
	"example.com/tools/shell"
	"example.com/tools/tools"
)

func main() {
	r := gin.Default()
	api.Register(r.Group("/tools"), tools.New(shell.Runner{Dir: "/tmp"}))
	// ruleid: server-without-timeouts
	r.Run(":8080")
}
