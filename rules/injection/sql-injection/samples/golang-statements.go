package statements

import (
	"context"
	"database/sql"
	"net/http"
)

type store struct {
	db     *sql.DB
	byName *sql.Stmt
	rename *sql.Stmt
}

func within(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt) *sql.Stmt {
	if tx == nil {
		return stmt
	}
	return tx.StmtContext(ctx, stmt)
}

func (s *store) find(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	tx, err := s.db.BeginTx(r.Context(), nil)
	if err != nil {
		return
	}
	defer tx.Rollback()
	// ok: sql-injection
	row := tx.StmtContext(r.Context(), s.byName).QueryRowContext(r.Context(), name)
	// ok: sql-injection
	_, err = tx.Stmt(s.rename).ExecContext(r.Context(), name)
	// ok: sql-injection
	_, err = within(r.Context(), tx, s.rename).ExecContext(r.Context(), name)
	// ok: sql-injection
	_, err = s.rename.Exec(name)
	// ruleid: sql-injection
	_, err = tx.ExecContext(r.Context(), "UPDATE users SET name = '"+name+"'")
	if row.Scan(&name) != nil || err != nil {
		http.Error(w, "not found", http.StatusNotFound)
	}
}

func (s *store) handle() {
	http.HandleFunc("/find", s.find)
}
