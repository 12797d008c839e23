package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

type Postgres struct{ db *sql.DB }

func NewPostgres(db *sql.DB) *Postgres { return &Postgres{db: db} }

func (p *Postgres) Run(ctx context.Context, where string) (*sql.Rows, error) {
	// ruleid: sql-injection
	// ruleid: select-star
	return p.db.QueryContext(ctx, "SELECT * FROM orders WHERE "+where)
}

func (p *Postgres) Bound(ctx context.Context, name string) (*sql.Rows, error) {
	// ok: sql-injection
	// ruleid: select-star
	return p.db.QueryContext(ctx, "SELECT * FROM orders WHERE name LIKE $1", name)
}

func (p *Postgres) Ordered(ctx context.Context, column string) (*sql.Rows, error) {
	// ruleid: sql-injection
	// ruleid: select-star
	return p.db.QueryContext(ctx, "SELECT * FROM orders ORDER BY "+column)
}

type Filter struct {
	Order string
	Limit int
}

func Lines(db *sql.DB, f Filter) (*sql.Rows, error) {
	// ruleid: sql-injection
	// ruleid: select-star
	return db.Query(fmt.Sprintf("SELECT * FROM lines WHERE order_id = '%s'", f.Order))
}

func LinesByLimit(db *sql.DB, f Filter) (*sql.Rows, error) {
	// ok: sql-injection
	// ruleid: select-star
	return db.Query(fmt.Sprintf("SELECT * FROM lines LIMIT %d", f.Limit))
}

type options struct{ order string }
type Option func(*options)

func OrderBy(order string) Option { return func(o *options) { o.order = order } }

func WithOptions(db *sql.DB, opts ...Option) (*sql.Rows, error) {
	o := options{order: "id"}
	for _, opt := range opts {
		opt(&o)
	}
	// ruleid: sql-injection
	// ruleid: select-star
	return db.Query("SELECT * FROM orders ORDER BY " + o.order)
}

func FindByName(db *sql.DB, name string) (*sql.Rows, error) {
	// ruleid: select-star
	q := "SELECT * FROM orders"
	q += " WHERE name = '" + name + "'"
	// ruleid: sql-injection
	return db.Query(q)
}

func FindByCount(db *sql.DB, count int) (*sql.Rows, error) {
	// ok: sql-injection
	// ruleid: select-star
	return db.Query(fmt.Sprintf("SELECT * FROM orders WHERE c = %d", count))
}

func FindByName2(db *sql.DB, name string) (rows *sql.Rows, err error) {
	var sb strings.Builder
	// ruleid: select-star
	sb.WriteString("SELECT * FROM orders WHERE name = '")
	sb.WriteString(name)
	sb.WriteString("'")
	// ruleid: sql-injection
	stmt, err := db.Prepare(sb.String())
	if err != nil {
		return nil, err
	}
	return stmt.Query()
}

func FindMany(db *sql.DB, ids ...string) (*sql.Rows, error) {
	// ruleid: sql-injection
	// ruleid: select-star
	return db.Query("SELECT * FROM orders WHERE id IN (" + strings.Join(ids, ",") + ")")
}

func FindManyBound(db *sql.DB, ids []string) (*sql.Rows, error) {
	marks := make([]string, len(ids))
	args := make([]any, len(ids))
	for i, id := range ids {
		marks[i] = "?"
		args[i] = id
	}
	// ok: sql-injection
	// ruleid: select-star
	return db.Query("SELECT * FROM orders WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}
