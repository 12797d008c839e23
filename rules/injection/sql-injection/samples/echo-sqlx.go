package main

import (
	"context"
	"fmt"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type handler struct {
	db *sqlx.DB
}

func (h *handler) list(c echo.Context) error {
	users := []User{}
	name := c.QueryParam("name")
	// ruleid: sql-injection
	err := h.db.Select(&users, "SELECT id FROM users WHERE name = '"+name+"'")
	// ruleid: sql-injection
	err = h.db.Get(&users, fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", name))
	// ok: sql-injection
	err = h.db.Select(&users, "SELECT id FROM users WHERE name = $1", name)
	// ruleid: sql-injection
	_, err = h.db.Queryx("SELECT id FROM users ORDER BY " + c.QueryParam("sort"))
	// ruleid: sql-injection
	h.db.MustExec("DELETE FROM users WHERE name = '" + c.Param("name") + "'")
	// ok: sql-injection
	_, err = h.db.NamedExec("INSERT INTO users (name) VALUES (:name)", map[string]interface{}{"name": name})
	query, args, err := sqlx.In("SELECT id FROM users WHERE id IN (?)", []int{1, 2})
	// ok: sql-injection
	_, err = h.db.Queryx(h.db.Rebind(query), args...)
	// ok: sql-injection
	q, a, err := sq.Select("*").From("users").Where(sq.Eq{"name": name}).ToSql()
	// ok: sql-injection
	_, err = h.db.Query(q, a...)
	// ruleid: sql-injection
	_, _, err = sq.Select("*").From("users").Where("name = '" + name + "'").ToSql()
	// ruleid: sql-injection
	_, _, err = sq.Select("*").From("users").OrderBy(c.QueryParam("sort")).ToSql()
	return err
}

type User struct {
	Name string `db:"name"`
}

func (h *handler) create(c echo.Context) error {
	var u User
	if err := c.Bind(&u); err != nil {
		return err
	}
	// ruleid: sql-injection
	_, err := h.db.ExecContext(c.Request().Context(), "INSERT INTO users (name) VALUES ('"+u.Name+"')")
	// ok: sql-injection
	_, err = h.db.NamedExecContext(c.Request().Context(), "INSERT INTO users (name) VALUES (:name)", u)
	return err
}

type store struct {
	db    *sqlx.DB
	table string
}

const columns = "id, name"

func (s *store) byName(ctx context.Context, name string, limit int) (out []User, err error) {
	// ruleid: sql-injection
	err = s.db.SelectContext(ctx, &out, "SELECT id FROM users WHERE name = '"+name+"'")
	// ok: sql-injection
	err = s.db.SelectContext(ctx, &out, "SELECT "+columns+" FROM users WHERE name = $1", name)
	// ok: sql-injection
	err = s.db.SelectContext(ctx, &out, fmt.Sprintf("SELECT id FROM %s LIMIT %d", s.table, limit))
	where := ""
	if name != "" {
		where = fmt.Sprintf(" WHERE name = '%s'", name)
	}
	// ruleid: sql-injection
	err = s.db.SelectContext(ctx, &out, "SELECT id FROM users"+where)
	return
}
