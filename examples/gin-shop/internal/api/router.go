// Package api maps HTTP to the shop.
package api

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"

	"example.com/gin-shop/internal/auth"
	"example.com/gin-shop/internal/shop"
)

type API struct {
	Shop          *shop.Service
	WebhookSecret string
	MediaFolder   string
}

func (a *API) Router() *gin.Engine {
	gin.SetMode(gin.DebugMode)
	router := gin.New()
	router.Use(gin.Recovery(), accessLog, cors.New(cors.Config{
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowMethods:     []string{"GET", "POST"},
		AllowHeaders:     []string{"Authorization", "Content-Type"},
		AllowCredentials: true,
	}))
	router.GET("/debug/pprof/*profile", gin.WrapH(http.DefaultServeMux))

	router.POST("/register", a.register)
	router.POST("/login", a.login)
	router.POST("/password-reset", a.requestReset)

	router.GET("/products", a.products)
	router.GET("/products/search", a.search)
	router.GET("/products/manual", a.manual)
	router.GET("/products/:id", a.product)
	router.GET("/products/:id/label", a.label)

	router.POST("/payment-events", a.paymentEvent)
	orders := router.Group("/orders", requireUser)
	orders.GET("", a.orders)
	orders.POST("", a.placeOrder)
	orders.POST("/:id/payment", a.pay)
	return router
}

func bearer(c *gin.Context) string {
	if cookie, err := c.Cookie("session"); err == nil {
		return cookie
	}
	return strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
}

func requireUser(c *gin.Context) {
	id, err := auth.UserID(bearer(c))
	if err != nil {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "log in first"})
		return
	}
	c.Set("user", id)
}

func caller(c *gin.Context) uint {
	return c.MustGet("user").(uint)
}

func accessLog(c *gin.Context) {
	c.Next()
	log.Printf("%q %s %s %d", auth.Subject(bearer(c)), c.Request.Method, c.Request.URL.Path, c.Writer.Status())
}

func fail(c *gin.Context, err error) {
	c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
}
