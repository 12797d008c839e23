package reply

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type body struct {
	Success bool   `json:"success"`
	Message string `json:"message"`
}

func Fail(c *gin.Context, message string) {
	// ruleid: error-with-success-status
	c.JSON(http.StatusOK, body{Success: false, Message: message})
}

func Refuse(c *gin.Context, code int, message string) {
	// ok: error-with-success-status
	c.JSON(code, body{Success: false, Message: message})
}
