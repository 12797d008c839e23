package store

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
)

type order struct{ Total int }

type handler struct{ db *sql.DB }

func (h *handler) create(w http.ResponseWriter, r *http.Request) {
	var in order
	json.NewDecoder(r.Body).Decode(&in)
	h.db.ExecContext(r.Context(), "INSERT INTO orders (total) VALUES ($1)", in.Total)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(in) // as it was stored
}

func load(data []byte) (order, error) {
	var found order
	json.Unmarshal(data, &found)
	return found, nil
}

func save(path string, data []byte) (string, *order, int, error) {
	os.WriteFile(path, data, 0o600)
	return path, nil, len(data), nil
}
