package main

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

func hook(c *gin.Context) {
	// ruleid: unlimited-request-body
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.Data(http.StatusOK, "text/plain", body)
}

func bounded(c *gin.Context) {
	// ok: unlimited-request-body
	body, err := io.ReadAll(io.LimitReader(c.Request.Body, 1<<20))
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.Data(http.StatusOK, "text/plain", body)
}
