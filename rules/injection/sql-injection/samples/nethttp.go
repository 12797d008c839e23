package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

var sortable = map[string]string{"name": "u.name", "created": "u.created_at"}

const userTable = "users"

type server struct {
	db *sql.DB
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	username := r.FormValue("username")
	// ruleid: sql-injection
	row := s.db.QueryRow("SELECT id FROM users WHERE username = '" + username + "'")
	// ruleid: sql-injection
	rows, err := s.db.Query(fmt.Sprintf("SELECT id FROM users WHERE username = '%s'", username))
	// ruleid: plaintext-password
	query := fmt.Sprintf("SELECT id FROM users WHERE username = '%s' AND password = '%s'", username, r.PostFormValue("password"))
	// ruleid: sql-injection
	_, err = s.db.ExecContext(r.Context(), query)
	// ok: sql-injection
	err = s.db.QueryRowContext(r.Context(), "SELECT id FROM users WHERE username = $1", username).Scan(&row)
	// ok: sql-injection
	_, err = s.db.Exec("UPDATE users SET seen = now() WHERE username = ?", username)
	_, _ = rows, err
}

func (s *server) search(w http.ResponseWriter, r *http.Request) {
	var sb strings.Builder
	sb.WriteString("SELECT id FROM products WHERE 1=1")
	if q := r.URL.Query().Get("q"); q != "" {
		sb.WriteString(" AND title LIKE '%" + q + "%'")
	}
	// ruleid: sql-injection
	// ruleid: detached-context
	rows, err := s.db.QueryContext(context.Background(), sb.String())

	stmt := "SELECT id FROM products"
	if c := r.URL.Query().Get("category"); c != "" {
		stmt += " WHERE category = '" + c + "'"
	}
	// ruleid: sql-injection
	rows, err = s.db.Query(stmt)
	sort := r.URL.Query().Get("sort")
	// ruleid: sql-injection
	rows, err = s.db.Query("SELECT id FROM products ORDER BY " + sort)
	column, ok := sortable[sort]
	if !ok {
		column = "u.name"
	}
	// ok: sql-injection
	rows, err = s.db.Query("SELECT id FROM products ORDER BY " + column)
	_, _ = rows, err
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		limit = 10
	}
	// ok: sql-injection
	rows, err := s.db.Query(fmt.Sprintf("SELECT id FROM %s LIMIT %d", userTable, limit))
	ids := strings.Split(r.URL.Query().Get("ids"), ",")
	marks := make([]string, len(ids))
	args := make([]interface{}, len(ids))
	for i, id := range ids {
		marks[i] = fmt.Sprintf("$%d", i+1)
		args[i] = id
	}
	// ok: sql-injection
	rows, err = s.db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...)
	// ok: sql-injection
	rows, err = s.db.Query("SELECT id FROM users WHERE id IN (?"+strings.Repeat(",?", len(ids)-1)+")", args...)
	// ruleid: sql-injection
	rows, err = s.db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(ids, ",") + ")")
	_ = rows
}

type filter struct {
	Name string `json:"name"`
	Page int    `json:"page"`
}

func (s *server) filtered(w http.ResponseWriter, r *http.Request) {
	var f filter
	if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	// ruleid: swallowed-error
	tx, _ := s.db.Begin()
	// ruleid: sql-injection
	// ruleid: ignored-error
	tx.Exec("DELETE FROM users WHERE name = '" + f.Name + "'")
	// ok: sql-injection
	// ruleid: ignored-error
	tx.Exec("DELETE FROM users WHERE name = $1", f.Name)
	// ruleid: swallowed-error
	stmt, _ := tx.Prepare("INSERT INTO users (name) VALUES (?)")
	// ok: sql-injection
	// ruleid: ignored-error
	stmt.Exec(f.Name)
}
