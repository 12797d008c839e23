package shop

import "gorm.io/gorm"

type Order struct {
	ID     uint `gorm:"primaryKey"`
	Note   string
	Remark string
}

// Basket is kept for the migrations.
type Basket struct {
	ID uint `gorm:"primaryKey"`
}

func notes(db *gorm.DB) (found []string, err error) {
	return found, db.Raw("SELECT note FROM orders WHERE id > 0").Scan(&found).Error
}
