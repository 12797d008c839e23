package store

import (
	"context"
	"database/sql"
	"errors"
)

type store struct{ db *sql.DB }

func (s *store) names(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users") // all of them
	if err != nil {
		return nil, err // nothing to close
	}

	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func (s *store) late(ctx context.Context, empty bool) error {
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return err
	}
	if empty {
		return errors.New("nothing asked")
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func spaced(db *sql.DB, empty bool) error {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return err
	}

	if empty {
		return errors.New("nothing asked")
	}

	defer rows.Close()

	for rows.Next() {
	}
	return rows.Err()
}
