package store

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type order struct{ Total int }

type handler struct{ db *sql.DB }

func (h *handler) create(w http.ResponseWriter, r *http.Request) {
	var in order
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	if _, err := h.db.ExecContext(r.Context(), "INSERT INTO orders (total) VALUES ($1)", in.Total); err != nil {
		log.Print(err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(in); err != nil { // as it was stored
		log.Printf("write the answer: %v", err)
	}
}

func load(data []byte) (order, error) {
	var found order
	if err := json.Unmarshal(data, &found); err != nil {
		return order{}, err
	}
	return found, nil
}

func save(path string, data []byte) (string, *order, int, error) {
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return "", nil, 0, err
	}
	return path, nil, len(data), nil
}
