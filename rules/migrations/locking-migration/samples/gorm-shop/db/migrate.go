package db

import (
	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Order struct {
	ID    uint
	Code  string
	State string `gorm:"not null"`
}

func Migrate(dsn string) error {
	db, err := gorm.Open(postgres.Open(dsn), &gorm.Config{})
	if err != nil {
		return err
	}
	return gormigrate.New(db, gormigrate.DefaultOptions, []*gormigrate.Migration{
		{
			ID: "1",
			Migrate: func(tx *gorm.DB) error {
				type Order struct {
					ID   uint
					Code string
				}
				// ok: locking-migration
				return tx.AutoMigrate(&Order{})
			},
			Rollback: func(tx *gorm.DB) error { return tx.Migrator().DropTable("orders") },
		},
		{
			ID: "2",
			Migrate: func(tx *gorm.DB) error {
				// ruleid: locking-migration
				return tx.Migrator().AddColumn(&Order{}, "State")
			},
			Rollback: func(tx *gorm.DB) error { return tx.Migrator().DropColumn(&Order{}, "State") },
		},
		{
			ID: "3",
			Migrate: func(tx *gorm.DB) error {
				// ruleid: locking-migration
				return tx.Exec("CREATE INDEX orders_code ON orders (code)").Error
			},
			Rollback: func(tx *gorm.DB) error { return tx.Exec("DROP INDEX orders_code").Error },
		},
		{
			ID: "4",
			Migrate: func(tx *gorm.DB) error {
				// ok: locking-migration
				return tx.Exec("CREATE INDEX CONCURRENTLY orders_state ON orders (state)").Error
			},
			Rollback: func(tx *gorm.DB) error { return tx.Exec("DROP INDEX orders_state").Error },
		},
	}).Migrate()
}
