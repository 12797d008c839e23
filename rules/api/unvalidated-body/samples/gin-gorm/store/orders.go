package store

import (
	"errors"

	"gorm.io/gorm"
)

type State string

func (s *State) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case `"open"`, `"closed"`:
		*s = State(text[1 : len(text)-1])
		return nil
	}
	return errors.New("no such state")
}

type Order struct {
	ID    uint
	State string
	Email string
	Done  bool
}

type Orders struct{ DB *gorm.DB }

func (s *Orders) Create(state, email string) error {
	return s.DB.Create(&Order{State: state, Email: email}).Error
}

func (s *Orders) Mark(done *bool, state State) error {
	return s.DB.Create(&Order{State: string(state), Done: *done}).Error
}

func (s *Orders) Publish(listed any) error {
	return s.DB.Model(&Order{}).Where("done = ?", true).Update("done", listed).Error
}
