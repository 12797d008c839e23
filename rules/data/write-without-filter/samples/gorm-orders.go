package orders

import "gorm.io/gorm"

type Order struct {
	ID   uint
	Open bool
}

func Close(db *gorm.DB, owner uint) {
	// ruleid: write-without-filter
	db.Session(&gorm.Session{AllowGlobalUpdate: true}).Delete(&Order{})
	// ruleid: write-without-filter
	db.Exec("DELETE FROM orders")
	// ok: write-without-filter
	db.Where("owner = ?", owner).Delete(&Order{})
	// ok: write-without-filter
	db.Exec("DELETE FROM orders WHERE owner = ?", owner)
}
