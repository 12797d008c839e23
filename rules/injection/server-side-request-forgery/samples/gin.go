package proxy

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
)

type webhook struct {
	URL string `json:"url" binding:"required,url"`
}

func Routes(r *gin.Engine, client *resty.Client) {
	r.GET("/fetch", func(c *gin.Context) {
		// ruleid: server-side-request-forgery
		// ruleid: swallowed-error
		// ruleid: missing-timeout
		resp, _ := http.Get(c.Query("url"))
		c.DataFromReader(200, resp.ContentLength, "text/html", resp.Body, nil)
	})
	r.POST("/hook", func(c *gin.Context) {
		var hook webhook
		if err := c.ShouldBindJSON(&hook); err != nil {
			return
		}
		// ruleid: server-side-request-forgery
		client.R().Post(hook.URL)
		// ruleid: server-side-request-forgery
		client.R().SetHeader("a", "b").Get(hook.URL)
		// ok: server-side-request-forgery
		client.R().SetBody(hook).Post("https://hooks.example.com")
	})
}
