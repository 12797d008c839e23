package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type app struct {
	pool *pgxpool.Pool
}

func (a *app) show(w http.ResponseWriter, r *http.Request) {
	slug := chi.URLParam(r, "slug")
	ctx := r.Context()
	// ruleid: sql-injection
	row := a.pool.QueryRow(ctx, "SELECT id FROM posts WHERE slug = '"+slug+"'")
	// ok: sql-injection
	row = a.pool.QueryRow(ctx, "SELECT id FROM posts WHERE slug = $1", slug)
	// ruleid: sql-injection
	rows, err := a.pool.Query(r.Context(), fmt.Sprintf("SELECT id FROM posts WHERE slug = '%s'", slug))
	// ruleid: sql-injection
	// ruleid: detached-context
	_, err = a.pool.Exec(context.Background(), "DELETE FROM posts WHERE slug = '"+slug+"'")
	// ok: sql-injection
	rows, err = a.pool.Query(ctx, "SELECT id FROM "+pgx.Identifier{slug}.Sanitize())
	_, _, _ = row, rows, err
}

func (a *app) filtered(ctx context.Context, owner string, tags []string) error {
	clauses := []string{"deleted = false"}
	args := []any{}
	if owner != "" {
		args = append(args, owner)
		clauses = append(clauses, fmt.Sprintf("owner = $%d", len(args)))
	}
	// ok: sql-injection
	_, err := a.pool.Query(ctx, "SELECT id FROM posts WHERE "+strings.Join(clauses, " AND "), args...)
	bad := []string{}
	if owner != "" {
		bad = append(bad, "owner = '"+owner+"'")
	}
	// ruleid: sql-injection
	_, err = a.pool.Query(ctx, "SELECT id FROM posts WHERE "+strings.Join(bad, " AND "))
	batch := &pgx.Batch{}
	// ruleid: sql-injection
	batch.Queue("DELETE FROM posts WHERE owner = '" + owner + "'")
	var b strings.Builder
	b.WriteString("SELECT id FROM posts WHERE 1 = 1")
	if owner != "" {
		fmt.Fprintf(&b, " AND owner = '%s'", owner)
	}
	// ruleid: sql-injection
	_, err = a.pool.Query(ctx, b.String())
	return err
}
