package handlers

import (
	"fmt"
	mrand "math/rand/v2"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func Gin(c *gin.Context) {
	// ruleid: predictable-token
	// pedantic: insecure-cookie
	c.SetCookie("session_id", strconv.Itoa(mrand.IntN(1e9)), 3600, "/", "", true, true)
	// ruleid: predictable-token
	c.JSON(http.StatusOK, gin.H{"token": strconv.FormatInt(mrand.Int64(), 36)})
	// ok: predictable-token
	c.JSON(http.StatusOK, gin.H{"dice": mrand.IntN(6)})
}

func Echo(c echo.Context) error {
	// ruleid: predictable-token
	verificationCode := fmt.Sprintf("%04d", mrand.IntN(10000))
	// ok: predictable-token
	shard := mrand.IntN(8)
	return c.JSON(200, map[string]any{"code": verificationCode, "shard": shard})
}

func Chi(w http.ResponseWriter, r *http.Request) {
	var password string
	for i := 0; i < 10; i++ {
		// ruleid: predictable-token
		password += string(rune('a' + mrand.IntN(26)))
	}
	fmt.Fprint(w, password)
}

func Fiber(c *fiber.Ctx) error {
	// ruleid: predictable-token
	csrf := strconv.FormatUint(mrand.Uint64(), 16)
	return c.SendString(csrf)
}
