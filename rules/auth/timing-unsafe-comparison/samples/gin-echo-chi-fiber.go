package middleware

import (
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func Gin(secret string) gin.HandlerFunc {
	return func(c *gin.Context) {
		// ruleid: timing-unsafe-comparison
		if c.GetHeader("X-Webhook-Secret") != secret {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		// ok: timing-unsafe-comparison
		if c.Request.Method == http.MethodGet {
			c.Next()
		}
	}
}

func Echo(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		token := c.Request().Header.Get("X-Token")
		// ruleid: timing-unsafe-comparison
		if token != os.Getenv("API_TOKEN") {
			return echo.ErrUnauthorized
		}
		// ok: timing-unsafe-comparison
		if subtle.ConstantTimeCompare([]byte(token), []byte(os.Getenv("API_TOKEN"))) == 0 {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

func Chi(expectedToken string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			// ruleid: timing-unsafe-comparison
			// ruleid: secret-in-url
			if r.URL.Query().Get("token") == expectedToken {
				next.ServeHTTP(w, r)
			}
		})
	}
}

func Fiber(c *fiber.Ctx) error {
	// ruleid: timing-unsafe-comparison
	if c.Get("X-Api-Key") != os.Getenv("API_KEY") {
		return fiber.ErrUnauthorized
	}
	// ok: timing-unsafe-comparison
	if c.Method() == fiber.MethodPost {
		return c.Next()
	}
	return nil
}
