package api

import (
	"log"
	"log/slog"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type loginRequest struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

func LoginGin(c *gin.Context) {
	var req loginRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		return
	}
	// ruleid: sensitive-log, log-injection
	log.Printf("login %s %s", req.Email, req.Password)
	// ruleid: sensitive-log
	log.Println(c.GetHeader("Authorization"))
	// ruleid: sensitive-log
	log.Println(c.Request.Header)
	// ok: sensitive-log
	// ruleid: log-injection
	log.Printf("login %s", req.Email)
}

func LoginEcho(c echo.Context) error {
	// ruleid: secret-in-url
	token := c.QueryParam("token")
	// ruleid: sensitive-log
	c.Logger().Infof("token %s", token)
	// ok: sensitive-log
	c.Logger().Infof("user %s", c.QueryParam("user"))
	return nil
}

func LoginFiber(c *fiber.Ctx) error {
	// ruleid: sensitive-log, log-injection
	log.Println(string(c.Body()))
	// ruleid: sensitive-log
	slog.Info("headers", "all", c.GetReqHeaders())
	// ok: sensitive-log
	slog.Info("path", "path", c.Path())
	return nil
}
