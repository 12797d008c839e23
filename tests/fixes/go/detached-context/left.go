package api

import (
	"log"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

// Echo's context cannot be copied, and a copy of Gin's cannot answer.
func invite(c echo.Context) error {
	go func() {
		log.Println(c.Path())
	}()
	return nil
}

func answer(c *gin.Context) {
	go func() {
		c.JSON(200, gin.H{"ok": true})
	}()
}
