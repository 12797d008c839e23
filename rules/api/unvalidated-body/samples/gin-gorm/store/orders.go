package store

import "gorm.io/gorm"

type Order struct {
	ID    uint
	State string
	Email string
}

type Orders struct{ DB *gorm.DB }

func (s *Orders) Create(state, email string) error {
	return s.DB.Create(&Order{State: state, Email: email}).Error
}
