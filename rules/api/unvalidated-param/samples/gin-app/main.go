package main

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
)

func show(c *gin.Context) {
	// ruleid: unvalidated-param
	id, _ := strconv.Atoi(c.Param("id"))
	c.JSON(http.StatusOK, id)
}

func checked(c *gin.Context) {
	// ok: unvalidated-param
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, id)
}

func main() {
	r := gin.Default()
	r.GET("/orders/:id", show)
	r.GET("/checked/orders/:id", checked)
	r.Run()
}
