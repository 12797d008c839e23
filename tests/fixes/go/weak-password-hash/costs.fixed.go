package auth

import (
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
)

func hash(password string, salt []byte) ([]byte, []byte, error) {
	key := pbkdf2.Key([]byte(password), salt, 600000, 32, sha256.New)
	cheap, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	return key, cheap, err
}
