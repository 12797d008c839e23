package db

import (
	"errors"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	Note string
}

var migrations = []*gormigrate.Migration{
	{
		ID: "1",
		Migrate: func(tx *gorm.DB) error {
			return tx.AutoMigrate(&Order{})
		},
		// ok: irreversible-migration
		Rollback: func(tx *gorm.DB) error {
			return tx.Migrator().DropTable(&Order{})
		},
	},
	{
		ID: "2",
		Migrate: func(tx *gorm.DB) error {
			return tx.Exec("ALTER TABLE orders ADD COLUMN state text").Error
		},
		// ruleid: irreversible-migration
		Rollback: func(tx *gorm.DB) error {
			return nil
		},
	},
	{
		ID: "3",
		Migrate: func(tx *gorm.DB) error {
			return tx.Model(&Order{}).Where("note IS NULL").Update("note", "").Error
		},
		// ok: irreversible-migration
		Rollback: func(tx *gorm.DB) error {
			return errors.New("what the notes were is not known")
		},
	},
	{
		ID: "4",
		Migrate: func(tx *gorm.DB) error {
			return tx.Exec("ALTER TABLE orders ALTER COLUMN state TYPE varchar(512)").Error
		},
		// ok: irreversible-migration
		Rollback: func(tx *gorm.DB) error {
			// No rollback for this, which would destroy data.
			return nil
		},
	},
	{
		ID: "5",
		Migrate: func(tx *gorm.DB) error {
			return tx.Exec(`CREATE EXTENSION IF NOT EXISTS "uuid-ossp"`).Error
		},
		// ok: irreversible-migration
		Rollback: func(tx *gorm.DB) error {
			return nil
		},
	},
}

func Migrate(db *gorm.DB) error {
	return gormigrate.New(db, gormigrate.DefaultOptions, migrations).Migrate()
}
