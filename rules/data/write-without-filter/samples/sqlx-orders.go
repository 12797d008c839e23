package orders

import "github.com/jmoiron/sqlx"

func Close(db *sqlx.DB, owner string) {
	// ruleid: write-without-filter
	// ruleid: ignored-error
	db.Exec(`UPDATE orders SET open = false`)
	// ok: write-without-filter
	// ruleid: ignored-error
	db.Exec(`UPDATE orders SET open = false WHERE owner = $1`, owner)
}

func TruncateOrders(db *sqlx.DB) {
	// ok: write-without-filter
	// ruleid: ignored-error
	db.Exec(`DELETE FROM orders`)
}
