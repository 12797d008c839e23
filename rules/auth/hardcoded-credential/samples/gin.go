package main

import (
	"os"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-contrib/sessions/redis"
	"github.com/gin-gonic/gin"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// ruleid: jwt-hardcoded-secret
const jwtSecret = "gin-sign-me"

// ok: hardcoded-credential
const TokenKey = "token"

// ok: hardcoded-credential
const ContextUserToken = "ctx_user_token2"

const (
	// ok: hardcoded-credential
	ErrPassword = "password_error1"
	// ok: hardcoded-credential
	PasswordReset = "password-reset-1"
)

type Config struct {
	Host     string
	User     string
	Password string
	Token    string
}

func setup() *gin.Engine {
	r := gin.Default()
	// ruleid: hardcoded-credential
	// ruleid: insecure-cookie
	store := cookie.NewStore([]byte("secret"))
	r.Use(sessions.Sessions("mysession", store))
	// ok: hardcoded-credential
	// ruleid: insecure-cookie
	safe := cookie.NewStore([]byte(os.Getenv("SESSION_SECRET")))
	r.Use(sessions.Sessions("mysession2", safe))
	// ok: hardcoded-credential
	other, _ := redis.NewStore(10, "tcp", "localhost:6379", "", []byte(os.Getenv("K")))
	r.Use(sessions.Sessions("mysession3", other))
	authorized := r.Group("/admin", gin.BasicAuth(gin.Accounts{
		// ruleid: hardcoded-credential
		"admin_password": "Gx81kks",
	}))
	authorized.GET("/", func(c *gin.Context) {})
	return r
}

func open() (*gorm.DB, error) {
	// ruleid: hardcoded-credential
	dsn := "shop:Xk29dLq8@tcp(10.0.0.3:3306)/shop?parseTime=True"
	return gorm.Open(mysql.Open(dsn), &gorm.Config{})
}

func openSafely() (*gorm.DB, error) {
	// ok: hardcoded-credential
	dsn := os.Getenv("DB_USER") + ":" + os.Getenv("DB_PASSWORD") + "@tcp(10.0.0.3:3306)/shop"
	return gorm.Open(mysql.Open(dsn), &gorm.Config{})
}

func defaults() Config {
	return Config{
		Host: "db.shop.io",
		User: "shop",
		// ruleid: hardcoded-credential
		Password: "shop-db-1",
	}
}

func fromEnvironment() Config {
	// ok: hardcoded-credential
	return Config{Host: "db.shop.io", Password: os.Getenv("DB_PASSWORD"), Token: ""}
}

func login(c *gin.Context) {
	username, password := c.PostForm("username"), c.PostForm("password")
	// ruleid: hardcoded-credential
	if username == "admin" && password == "admin123" {
		c.JSON(200, gin.H{"ok": true})
		return
	}
	// ok: hardcoded-credential
	if password == "" {
		// ok: hardcoded-credential
		c.JSON(400, gin.H{"password": "required", "token": "missing"})
	}
}
