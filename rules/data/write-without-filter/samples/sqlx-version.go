package orders

import (
	"context"

	"github.com/jmoiron/sqlx"
)

type Store struct{ db *sqlx.DB }

func (s *Store) Version(ctx context.Context) (string, error) {
	var version string
	err := s.db.GetContext(ctx, &version, "SELECT version FROM shop_system")
	return version, err
}

func (s *Store) SetVersion(ctx context.Context, version string) error {
	// ok: write-without-filter
	_, err := s.db.ExecContext(ctx, "UPDATE shop_system SET version = $1", version)
	return err
}

func (s *Store) Leave(ctx context.Context, owner int) error {
	query := "DELETE FROM orders"
	// ruleid: write-without-filter
	_, err := s.db.ExecContext(ctx, query)
	return err
}

func (s *Store) LeaveFor(ctx context.Context, owner int) error {
	query := "DELETE FROM orders"
	query += " WHERE owner = $1"
	// ok: write-without-filter
	_, err := s.db.ExecContext(ctx, query, owner)
	return err
}
