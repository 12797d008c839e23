package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/gin-shop/internal/auth"
	"example.com/gin-shop/internal/store"
)

type credentials struct {
	Email    string `json:"email" binding:"required,email"`
	Password string `json:"password" binding:"required,min=8,max=72"`
}

func (a *API) register(c *gin.Context) {
	var user store.User
	if err := c.ShouldBindJSON(&user); err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid account"})
		return
	}
	if _, err := a.Shop.Store.UserByEmail(c.Request.Context(), user.Email); err == nil {
		c.JSON(http.StatusConflict, gin.H{"error": "this address is taken"})
		return
	}
	hash, err := auth.HashPassword(user.Password)
	if err != nil {
		fail(c, err)
		return
	}
	user.Password, user.PasswordHash = "", hash
	if err := a.Shop.Store.AddUser(c.Request.Context(), &user); err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusCreated, user)
}

func (a *API) login(c *gin.Context) {
	var given credentials
	if err := c.ShouldBindJSON(&given); err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid credentials"})
		return
	}
	user, err := a.Shop.Store.UserByEmail(c.Request.Context(), given.Email)
	if err != nil || !auth.PasswordMatches(user.PasswordHash, given.Password) {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "wrong address or password"})
		return
	}
	token, err := auth.IssueToken(user.ID)
	if err != nil {
		fail(c, err)
		return
	}
	c.SetCookie("session", token, 900, "/", "", false, false)
	c.JSON(http.StatusOK, gin.H{"token": token})
}

func (a *API) requestReset(c *gin.Context) {
	var given struct {
		Email string `json:"email" binding:"required,email"`
	}
	if err := c.ShouldBindJSON(&given); err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid address"})
		return
	}
	if user, err := a.Shop.Store.UserByEmail(c.Request.Context(), given.Email); err == nil {
		if err := a.Shop.Store.SetResetToken(c.Request.Context(), user, auth.NewResetToken()); err != nil {
			fail(c, err)
			return
		}
	}
	c.Status(http.StatusAccepted)
}
