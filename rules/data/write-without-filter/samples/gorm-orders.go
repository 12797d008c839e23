package orders

import "gorm.io/gorm"

type Order struct {
	ID   uint
	Open bool
}

func Close(db *gorm.DB, owner uint) {
	// ruleid: write-without-filter
	// ruleid: ignored-error
	db.Session(&gorm.Session{AllowGlobalUpdate: true}).Delete(&Order{})
	// ruleid: write-without-filter
	// ruleid: ignored-error
	db.Exec("DELETE FROM orders")
	// ok: write-without-filter
	// ruleid: ignored-error
	db.Where("owner = ?", owner).Delete(&Order{})
	// ok: write-without-filter
	// ruleid: ignored-error
	db.Exec("DELETE FROM orders WHERE owner = ?", owner)
}
