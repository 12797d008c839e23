package main

import (
	"net/http"

	"example.com/accounts/models"
	"example.com/accounts/store"
	"github.com/gin-gonic/gin"
)

func list(c *gin.Context) {
	var users []models.User
	if err := store.DB.Limit(50).Find(&users).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	// ruleid: leaked-model-fields
	c.JSON(http.StatusOK, gin.H{"users": users})
}

func show(c *gin.Context) {
	user, err := store.ByID(c.Param("id"))
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	// ruleid: leaked-model-fields
	c.JSON(http.StatusOK, user)
}

func cleared(c *gin.Context) {
	user, _ := store.ByID(c.Param("id"))
	user.Password = ""
	// ok: leaked-model-fields
	c.JSON(http.StatusOK, user)
}

func admins(c *gin.Context) {
	var admins []models.Admin
	store.DB.Limit(50).Find(&admins)
	// ok: leaked-model-fields
	c.JSON(http.StatusOK, admins)
}

func views(c *gin.Context) {
	user, _ := store.ByID(c.Param("id"))
	// ok: leaked-model-fields
	c.JSON(http.StatusOK, models.UserView{Email: user.Email})
}

func chosen(c *gin.Context) {
	user, _ := store.ByID(c.Param("id"))
	shown := models.User{Email: user.Email}
	// ok: leaked-model-fields
	c.JSON(http.StatusOK, gin.H{"data": shown})
}

func omitted(c *gin.Context) {
	user, err := store.WithoutSecrets(c.Param("id"))
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	// ok: leaked-model-fields
	c.JSON(http.StatusOK, user)
}

func listed(c *gin.Context) {
	var users []models.User
	if err := store.DB.Omit("password").Limit(50).Find(&users).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	// ok: leaked-model-fields
	c.JSON(http.StatusOK, gin.H{"users": users})
}

func main() {
	r := gin.Default()
	r.GET("/users", list)
	r.GET("/users/:id", show)
	r.GET("/users/:id/cleared", cleared)
	r.GET("/admins", admins)
	r.GET("/users/:id/view", views)
	r.GET("/users/:id/chosen", chosen)
	r.GET("/users/:id/omitted", omitted)
	r.GET("/listed/users", listed)
	r.Run()
}
