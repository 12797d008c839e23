package main

import (
	"github.com/gin-gonic/gin"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"gorm.io/gorm"
)

type User struct{ Name string }

type UserHandler struct {
	db     *gorm.DB
	logger *zap.Logger
}

func (h *UserHandler) Create(c *gin.Context) {
	var user User
	if err := c.ShouldBindJSON(&user); err != nil {
		c.AbortWithStatus(400)
		return
	}
	if err := h.db.Create(&user).Error; err != nil {
		// ruleid: process-exit-in-handler
		h.logger.Fatal("create user", zap.Error(err))
	}
	c.JSON(201, user)
}

func (h *UserHandler) List(c *gin.Context) {
	var users []User
	if err := h.db.Limit(50).Find(&users).Error; err != nil {
		// ruleid: process-exit-in-handler
		logrus.Fatalf("list users: %v", err)
	}
	c.JSON(200, users)
}

func (h *UserHandler) Delete(c *gin.Context) {
	if err := h.db.Delete(&User{}, c.Param("id")).Error; err != nil {
		// ok: process-exit-in-handler
		panic(err)
	}
	// ok: process-exit-in-handler
	h.logger.Error("deleted")
	c.Status(204)
}

func main() {
	logger, _ := zap.NewProduction()
	h := &UserHandler{logger: logger}
	r := gin.Default()
	r.POST("/users", h.Create)
	r.GET("/users", h.List)
	r.DELETE("/users/:id", h.Delete)
	if err := r.Run(); err != nil {
		// ok: process-exit-in-handler
		logger.Fatal("run", zap.Error(err))
	}
}
