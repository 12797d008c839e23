package main

import (
	"context"

	"github.com/jmoiron/sqlx"
)

// Teams keeps teams.
type Teams interface {
	Add(ctx context.Context, name string) (int64, error)
	Join(ctx context.Context, team int64, user string) error
	AddWith(ctx context.Context, name, user string) error
}

type sqlTeams struct{ db *sqlx.DB }

func NewTeams(db *sqlx.DB) Teams { return &sqlTeams{db: db} }

func (t *sqlTeams) Add(ctx context.Context, name string) (int64, error) {
	var id int64
	err := t.db.QueryRowContext(ctx, "INSERT INTO teams (name) VALUES ($1) RETURNING id", name).Scan(&id)
	return id, err
}

func (t *sqlTeams) Join(ctx context.Context, team int64, user string) error {
	_, err := t.db.ExecContext(ctx, "INSERT INTO team_members (team_id, user_id) VALUES ($1, $2)", team, user)
	return err
}

func (t *sqlTeams) AddWith(ctx context.Context, name, user string) error {
	tx, err := t.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id int64
	if err := tx.QueryRowContext(ctx, "INSERT INTO teams (name) VALUES ($1) RETURNING id", name).Scan(&id); err != nil {
		return err
	}
	// ok: missing-transaction
	if _, err := tx.ExecContext(ctx, "INSERT INTO team_members (team_id, user_id) VALUES ($1, $2)", id, user); err != nil {
		return err
	}
	return tx.Commit()
}
