package api

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

func create(save func() error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := save(); err != nil {
			log.Printf("save: %v", err)
			c.JSON(http.StatusInternalServerError, gin.H{"error": "save: " + err.Error()})
			return
		}
		c.Status(http.StatusCreated)
	}
}
