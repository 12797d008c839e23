package shop

import (
	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

var migrations = []*gormigrate.Migration{
	{
		ID: "1",
		Migrate: func(tx *gorm.DB) error {
			return tx.AutoMigrate(&Order{}, &Basket{})
		},
		Rollback: func(tx *gorm.DB) error { return tx.Migrator().DropTable(&Order{}, &Basket{}) },
	},
	{
		ID: "2",
		Migrate: func(tx *gorm.DB) error {
			// ok: destructive-migration
			if err := tx.Migrator().DropTable(&Basket{}); err != nil {
				return err
			}
			// ruleid: destructive-migration
			return tx.Migrator().DropColumn("orders", "note")
		},
		Rollback: func(tx *gorm.DB) error { return tx.AutoMigrate(&Order{}, &Basket{}) },
	},
}
