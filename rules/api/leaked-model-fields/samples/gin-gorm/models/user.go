package models

import "gorm.io/gorm"

type User struct {
	gorm.Model
	Email    string `json:"email"`
	Password string `json:"password"`
}

type Admin struct {
	gorm.Model
	Email        string `json:"email"`
	PasswordHash string `json:"-"`
}

type UserView struct {
	Email string `json:"email"`
}

type LoginRequest struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}
