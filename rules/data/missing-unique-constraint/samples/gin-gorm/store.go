package main

import "gorm.io/gorm"

type User struct {
	ID     uint   `gorm:"primaryKey"`
	Email  string `gorm:"size:200"`
	Handle string `gorm:"uniqueIndex"`
}

type Store struct{ db *gorm.DB }

func (s *Store) EmailTaken(email string) (bool, error) {
	var count int64
	err := s.db.Model(&User{}).Where("email = ?", email).Count(&count).Error
	return count > 0, err
}

func (s *Store) HandleTaken(handle string) (bool, error) {
	var count int64
	err := s.db.Model(&User{}).Where("handle = ?", handle).Count(&count).Error
	return count > 0, err
}

func (s *Store) Add(user *User) error {
	return s.db.Create(user).Error
}
