package store

import (
	"example.com/accounts/models"
	"gorm.io/gorm"
)

var DB *gorm.DB

func ByID(id string) (*models.User, error) {
	var user models.User
	err := DB.First(&user, id).Error
	return &user, err
}

func WithoutSecrets(id string) (*models.User, error) {
	user := models.User{}
	err := DB.Omit("password").First(&user, "id = ?", id).Error
	return &user, err
}
