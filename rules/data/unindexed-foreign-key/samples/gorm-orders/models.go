package store

import (
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Email  string `gorm:"uniqueIndex"`
	Orders []Order
}

type Order struct {
	gorm.Model
	// ruleid: unindexed-foreign-key
	UserID uint
	// ok: unindexed-foreign-key
	CouponID uint `gorm:"index"`
	Coupon   Coupon
}

type Coupon struct {
	gorm.Model
	// No other model is behind this one.
	// ok: unindexed-foreign-key
	CampaignID uint
}

func Open(dsn string) (*gorm.DB, error) {
	return gorm.Open(postgres.Open(dsn), &gorm.Config{})
}
