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

func saveConfig(db *gorm.DB, config *Config) error {
	if config.IsSystem {
		// The system configuration is about to go: revoke everyone's right to use
		// it. One would think that the library does that by itself, and there is an
		// example in its documentation that says so.
		//
		// It does not, whatever the example says.
		// ok: write-without-filter
		if err := db.Exec("UPDATE orders SET uses_system_config = FALSE").Error; err != nil {
			return err
		}
	}
	// Here the order is closed, as the customer's wish is.
	// ruleid: write-without-filter
	return db.Exec("UPDATE orders SET closed = TRUE").Error
}
