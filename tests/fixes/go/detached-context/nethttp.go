package users

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

type handler struct{ db *sql.DB }

func (h *handler) get(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	var name string
	if err := h.db.QueryRowContext(ctx, "SELECT name FROM users WHERE id = $1", r.FormValue("id")).Scan(&name); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
	}
}

func (h *handler) find(ctx context.Context, id string) (name string, err error) {
	err = h.db.QueryRowContext(context.TODO(), "SELECT name FROM users WHERE id = $1", id).Scan(&name)
	return name, err
}
