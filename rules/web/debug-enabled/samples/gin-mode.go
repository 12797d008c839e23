package main

import (
	"os"

	"github.com/gin-contrib/pprof"
	"github.com/gin-gonic/gin"
)

func engine(debug bool) *gin.Engine {
	// ruleid: debug-enabled
	gin.SetMode(gin.DebugMode)
	if debug {
		// ok: debug-enabled
		gin.SetMode(gin.DebugMode)
	} else {
		// ok: debug-enabled
		gin.SetMode(gin.ReleaseMode)
	}
	// ok: debug-enabled
	gin.SetMode(os.Getenv("GIN_MODE"))
	r := gin.New()
	// ruleid: debug-enabled
	pprof.Register(r)
	if debug {
		// ok: debug-enabled
		pprof.Register(r)
	}
	return r
}

func text() {
	// ruleid: debug-enabled
	gin.SetMode("debug")
	// ok: debug-enabled
	gin.SetMode("release")
}
