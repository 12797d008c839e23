// Package store holds the tables and the queries.
package store

import "time"

type User struct {
	ID           uint   `json:"id"`
	Email        string `json:"email" gorm:"size:200;not null"`
	Password     string `json:"password,omitempty" gorm:"-"`
	PasswordHash string `json:"-" gorm:"size:60;not null"`
	Role         string `json:"role" gorm:"size:20;not null;default:customer"`
	ResetToken   string `json:"-" gorm:"size:32"`
}

type Product struct {
	ID    uint   `json:"id"`
	SKU   string `json:"sku" gorm:"size:40;not null;uniqueIndex"`
	Name  string `json:"name" gorm:"size:200;not null;index"`
	Cents int64  `json:"cents" gorm:"not null"`
	Stock int    `json:"stock" gorm:"not null;default:0"`
}

type Order struct {
	ID        uint      `json:"id"`
	UserID    uint      `json:"user_id" gorm:"not null"`
	User      User      `json:"-"`
	Status    string    `json:"status" gorm:"size:20;not null;default:new"`
	Address   []byte    `json:"-"`
	CreatedAt time.Time `json:"created_at"`
}

type OrderLine struct {
	ID        uint    `json:"-"`
	OrderID   uint    `json:"-" gorm:"not null"`
	Order     Order   `json:"-"`
	ProductID uint    `json:"product_id" gorm:"not null"`
	Product   Product `json:"-"`
	Quantity  int     `json:"quantity" gorm:"not null"`
}
