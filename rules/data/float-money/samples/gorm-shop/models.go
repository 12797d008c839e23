package store

import "gorm.io/gorm"

type Product struct {
	gorm.Model
	// ruleid: float-money
	Price float64
	// ok: float-money
	WeightKg float64
	// ok: float-money
	FeeCents int64
}
