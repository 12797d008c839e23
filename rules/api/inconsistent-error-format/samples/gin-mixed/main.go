package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func list(c *gin.Context) {
	if c.Query("owner") == "" {
		c.JSON(http.StatusBadRequest, gin.H{"error": "no owner"})
		return
	}
	c.JSON(http.StatusOK, gin.H{})
}

func show(c *gin.Context) {
	if c.Param("id") == "0" {
		c.AbortWithStatusJSON(http.StatusNotFound, gin.H{"error": "no such order"})
		return
	}
	if c.Param("id") == "1" {
		c.String(http.StatusForbidden, "not yours")
		return
	}
	c.JSON(http.StatusOK, gin.H{})
}

func replace(c *gin.Context) {
	if c.Param("id") == "0" {
		c.JSON(http.StatusNotFound, gin.H{"error": "no such order"})
		return
	}
	if c.Param("id") == "1" {
		c.JSON(http.StatusLocked, gin.H{"msg": "locked"})
		return
	}
	if c.Param("id") == "2" {
		c.JSON(http.StatusConflict, gin.H{"error": "changed meanwhile", "code": "conflict"})
		return
	}
	c.JSON(http.StatusOK, gin.H{})
}

func main() {
	// ruleid: inconsistent-error-format
	r := gin.Default()
	r.GET("/orders", list)
	r.GET("/orders/:id", show)
	r.PUT("/orders/:id", replace)
	r.Run()
}
