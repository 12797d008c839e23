package api

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"example.com/gin-shop/internal/auth"
	"example.com/gin-shop/internal/shop"
	"example.com/gin-shop/internal/store"
)

func (a *API) orders(c *gin.Context) {
	history, err := a.Shop.History(c.Request.Context(), caller(c))
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"items": history})
}

func (a *API) placeOrder(c *gin.Context) {
	var wanted struct {
		Address string      `json:"address" binding:"required,max=400"`
		Lines   []shop.Line `json:"lines" binding:"required,min=1,max=50,dive"`
	}
	if err := c.ShouldBindJSON(&wanted); err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid order"})
		return
	}
	order, err := a.Shop.PlaceOrder(c.Request.Context(), caller(c), wanted.Address, wanted.Lines)
	if errors.Is(err, store.ErrOutOfStock) {
		c.JSON(http.StatusConflict, gin.H{"error": "not in stock"})
		return
	}
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusCreated, order)
}

func (a *API) pay(c *gin.Context) {
	var given struct {
		CardToken string `json:"card_token" binding:"required,max=100"`
	}
	id, err := strconv.ParseUint(c.Param("id"), 10, 32)
	if err != nil || c.ShouldBindJSON(&given) != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid payment"})
		return
	}
	if err := a.Shop.Charge(uint(id), given.CardToken); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusAccepted)
}

func (a *API) paymentEvent(c *gin.Context) {
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, 1<<16))
	signature := c.GetHeader("X-Signature")
	if err != nil || a.WebhookSecret == "" || signature != auth.Sign(body, a.WebhookSecret) {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "wrong signature"})
		return
	}
	var event struct {
		OrderID uint `json:"order_id"`
	}
	if err := json.Unmarshal(body, &event); err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid event"})
		return
	}
	if err := a.Shop.Store.SetStatus(c.Request.Context(), event.OrderID, "paid"); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
