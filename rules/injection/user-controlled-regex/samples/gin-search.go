package search

import (
	"net/http"
	"regexp"

	"github.com/dlclark/regexp2"
	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine) {
	r.GET("/search", func(c *gin.Context) {
		// ruleid: user-controlled-regex
		pattern, err := regexp2.Compile(c.Query("q"), regexp2.IgnoreCase)
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		// ok: user-controlled-regex
		linear, _ := regexp.Compile(c.Query("q"))
		// ok: user-controlled-regex
		escaped := regexp2.MustCompile("^"+regexp2.Escape(c.Query("q")), 0)
		c.JSON(http.StatusOK, gin.H{"pattern": pattern.String(), "linear": linear.String(), "escaped": escaped.String()})
	})
}
