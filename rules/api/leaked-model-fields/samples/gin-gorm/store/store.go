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
