package main

import (
	"net/http"

	"example.com/users/store"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type handler struct{ users *store.Users }

type createUserRequest struct {
	Name string `json:"name"`
}

func (h *handler) create(c *gin.Context) {
	var user store.User
	if err := c.ShouldBindJSON(&user); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	if err := h.users.Add(&user); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusCreated)
}

func (h *handler) named(c *gin.Context) {
	var in createUserRequest
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.users.CreateNamed(in.Name)
	c.Status(http.StatusCreated)
}

func main() {
	var db *gorm.DB
	h := &handler{users: &store.Users{DB: db}}
	r := gin.Default()
	r.POST("/users", h.create)
	r.POST("/named/users", h.named)
	r.Run()
}
