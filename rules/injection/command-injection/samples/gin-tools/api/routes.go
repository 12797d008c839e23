package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/tools/tools"
)

func Register(group *gin.RouterGroup, service *tools.Service) {
	group.GET("/ping", func(c *gin.Context) {
		out, err := service.Ping(c.Query("host"))
		answer(c, out, err)
	})
	group.GET("/trace", func(c *gin.Context) {
		host := c.Query("host")
		if !tools.IsHost(host) {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		out, err := service.Trace(host)
		answer(c, out, err)
	})
	group.POST("/convert", func(c *gin.Context) {
		var job tools.Job
		if err := c.ShouldBindJSON(&job); err != nil {
			return
		}
		out, err := job.Command().Run()
		answer(c, out, err)
		out, err = service.Thumbnail(job)
		answer(c, out, err)
	})
}

func answer(c *gin.Context, out string, err error) {
	if err != nil {
		c.AbortWithError(http.StatusInternalServerError, err)
		return
	}
	c.String(http.StatusOK, out)
}
