package store

import "gorm.io/gorm"

type User struct {
	ID    uint
	Name  string
	Admin bool
}

type Users struct{ DB *gorm.DB }

func (s *Users) Add(user *User) error {
	// ruleid: mass-assignment
	return s.DB.Create(user).Error
}

func (s *Users) CreateNamed(name string) error {
	// ok: mass-assignment
	return s.DB.Create(&User{Name: name}).Error
}
