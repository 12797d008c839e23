package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

type store struct{ db *sql.DB }

func (s *store) names(ctx context.Context) ([]string, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
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

func (s *store) leaking(ctx context.Context) ([]string, error) {
	// ruleid: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return nil, err
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
	// ruleid: unclosed-resource
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

func (s *store) exists(name string) (bool, error) {
	// ruleid: unclosed-resource
	rows, err := s.db.Query("SELECT 1 FROM users WHERE name = $1", name)
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

func (s *store) all(ctx context.Context) (int, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return 0, err
	}
	count := 0
	for rows.Next() {
		count++
	}
	return count, rows.Err()
}

func (s *store) handedOn(ctx context.Context) (*sql.Rows, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (s *store) given(ctx context.Context) ([]string, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	return collect(rows)
}

func collect(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	return nil, rows.Err()
}

func (s *store) checkedLater(ctx context.Context) ([]string, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	names := make([]string, 0, 8)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func inTransaction(tx *sql.Tx) error {
	// ok: unclosed-resource
	rows, err := tx.Query("SELECT name FROM users")
	if err != nil {
		return err
	}
	if !rows.Next() {
		return errors.New("none")
	}
	return nil
}

func (s *store) noneIsFine(ctx context.Context) ([]string, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	defer rows.Close()
	return scanned(rows)
}

func (s *store) noneIsNoError(ctx context.Context) ([]string, error) {
	// ok: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	err = wrapped(err)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		names = append(names, "")
	}
	return names, nil
}

func (s *store) anotherError(ctx context.Context) error {
	// ruleid: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	err = s.db.PingContext(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

func (s *store) emptyAfterChecks(ctx context.Context, empty bool) (err error) {
	// ruleid: unclosed-resource
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM users")
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if empty {
		return err
	}
	defer rows.Close()
	return rows.Err()
}
