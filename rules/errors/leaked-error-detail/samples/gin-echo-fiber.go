package api

import (
	"fmt"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func CreateGin(c *gin.Context) {
	if err := store.Save(c); err != nil {
		// ruleid: leaked-error-detail
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
		return
	}
	if err := store.Index(c); err != nil {
		// ruleid: leaked-error-detail
		c.AbortWithStatusJSON(500, gin.H{"message": "index: " + err.Error()})
		return
	}
	if err := store.Notify(c); err != nil {
		body := gin.H{"message": fmt.Sprintf("notify %v", err)}
		// ruleid: leaked-error-detail
		c.JSON(500, body)
		return
	}
	if err := store.Sync(c); err != nil {
		// ruleid: leaked-error-detail
		c.String(http.StatusInternalServerError, err.Error())
		return
	}
	if err := store.Close(c); err != nil {
		log.Printf("close: %s", err.Error())
		// ok: leaked-error-detail
		c.JSON(http.StatusInternalServerError, gin.H{"error": "internal error"})
		return
	}
	if err := store.Warm(c); err != nil {
		// ok: leaked-error-detail
		c.Error(err)
		return
	}
}

func CreateEcho(c echo.Context) error {
	if err := store.Save(c); err != nil {
		// ruleid: leaked-error-detail
		return c.JSON(http.StatusInternalServerError, map[string]string{"error": err.Error()})
	}
	if err := store.Index(c); err != nil {
		// ruleid: leaked-error-detail
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error())
	}
	if err := store.Sync(c); err != nil {
		// ok: leaked-error-detail
		return echo.NewHTTPError(http.StatusInternalServerError, "internal error").SetInternal(err)
	}
	return c.NoContent(http.StatusCreated)
}

func CreateFiber(c *fiber.Ctx) error {
	if err := store.Save(c); err != nil {
		// ruleid: leaked-error-detail
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()})
	}
	if err := store.Index(c); err != nil {
		// ruleid: leaked-error-detail
		return c.Status(500).SendString(err.Error())
	}
	if err := store.Sync(c); err != nil {
		// ruleid: leaked-error-detail
		return fiber.NewError(fiber.StatusInternalServerError, err.Error())
	}
	if err := store.Warm(c); err != nil {
		// ok: leaked-error-detail
		return c.Status(500).JSON(fiber.Map{"error": "internal error"})
	}
	return c.SendStatus(fiber.StatusCreated)
}
