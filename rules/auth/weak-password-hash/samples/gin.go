package main

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
)

type login struct {
	Username string
	Password string
}

func register(c *gin.Context) {
	var body login
	// ruleid: swallowed-error
	_ = c.ShouldBindJSON(&body)
	// ruleid: weak-password-hash
	sum := md5.Sum([]byte(body.Password))
	// Only what is written into it tells.
	// ruleid: weak-hash
	h := sha1.New()
	// ruleid: weak-password-hash
	h.Write([]byte(body.Password))
	password := c.PostForm("password")
	// ruleid: weak-password-hash
	other := fmt.Sprintf("%x", sha256.Sum256([]byte("salt"+password)))
	// ruleid: weak-password-hash
	// ruleid: swallowed-error
	cheap, _ := bcrypt.GenerateFromPassword([]byte(password), 4)
	// ruleid: weak-password-hash
	// ruleid: swallowed-error
	least, _ := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	// ok: weak-password-hash
	// ruleid: swallowed-error
	good, _ := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	salt := make([]byte, 16)
	_, _ = io.ReadFull(rand.Reader, salt)
	// ruleid: weak-password-hash
	key := pbkdf2.Key([]byte(password), salt, 4096, 32, sha256.New)
	// ok: weak-password-hash
	best := argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32)
	// ruleid: weak-password-hash
	fixed := argon2.IDKey([]byte(password), []byte("somesalt"), 1, 64*1024, 4, 32)
	// ok: weak-password-hash
	email := sha256.Sum256([]byte(body.Username))
	c.JSON(200, gin.H{"a": sum, "b": other, "c": cheap, "d": least, "e": good, "f": key, "g": best, "h": fixed, "i": email})
}

func hashPassword(value string) string {
	// ruleid: weak-password-hash
	sum := sha256.Sum256([]byte(value))
	return hex.EncodeToString(sum[:])
}
