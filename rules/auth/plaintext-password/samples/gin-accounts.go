package accounts

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
	"gorm.io/gorm"
)

type User struct {
	ID       uint
	Email    string
	Password string
}

type SignUp struct {
	Email    string `json:"email" binding:"required"`
	Password string `json:"password" binding:"required"`
}

type Server struct {
	DB   *gorm.DB
	Raw  *sql.DB
}

func (s *Server) register(c *gin.Context) {
	var input SignUp
	if err := c.ShouldBindJSON(&input); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	// ruleid: plaintext-password
	user := User{Email: input.Email, Password: input.Password}
	// ruleid: ignored-error
	s.DB.Create(&user)
	hash, err := bcrypt.GenerateFromPassword([]byte(input.Password), 12)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	// ok: plaintext-password
	// ruleid: ignored-error
	s.DB.Create(&User{Email: input.Email, Password: string(hash)})
	// ruleid: plaintext-password
	_, err = s.Raw.Exec("INSERT INTO users (email, password) VALUES ($1, $2)", input.Email, input.Password)
	c.Status(http.StatusCreated)
}

func (s *Server) login(c *gin.Context) {
	var input SignUp
	if err := c.ShouldBindJSON(&input); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	var user User
	// ruleid: plaintext-password
	s.DB.Where("email = ? AND password = ?", input.Email, input.Password).First(&user)
	s.DB.Where("email = ?", input.Email).First(&user)
	// ruleid: plaintext-password
	// ruleid: timing-unsafe-comparison
	if user.Password != input.Password {
		c.Status(http.StatusUnauthorized)
		return
	}
	// ok: plaintext-password
	if bcrypt.CompareHashAndPassword([]byte(user.Password), []byte(input.Password)) != nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.Status(http.StatusNoContent)
}
