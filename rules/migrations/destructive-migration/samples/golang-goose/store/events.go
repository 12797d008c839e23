package store

import (
	"context"
	"database/sql"

	_ "github.com/lib/pq"
)

type Store struct{ db *sql.DB }

func (s *Store) Add(ctx context.Context, payload string) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO events (payload) VALUES ($1)`, payload)
	return err
}

func (s *Store) Kinds(ctx context.Context) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, `SELECT e.kind, o.source FROM events e JOIN owners o ON o.id = e.id`)
}
