package web

import (
	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

// What else the default allows is not written here.
func routes(r *gin.Engine) {
	r.Use(cors.Default())
}
