package store

import "github.com/jmoiron/sqlx"

type Order struct {
	ID    int64
	Total int64
}

func Orders(db *sqlx.DB, user int64) ([]Order, error) {
	var orders []Order
	// ruleid: select-star
	err := db.Select(&orders, "SELECT * FROM orders WHERE user_id = $1", user)
	if err != nil {
		return nil, err
	}
	// ok: select-star
	err = db.Select(&orders, `SELECT id, total FROM orders WHERE user_id = $1`, user)
	return orders, err
}
