package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"

	"github.com/jackc/pgx/v5"
	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

func orders(w http.ResponseWriter, r *http.Request) {
	// ruleid: connection-per-request
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
		return
	}
	defer db.Close()
	var count int
	db.QueryRow("SELECT count(*) FROM orders").Scan(&count)
	json.NewEncoder(w).Encode(count)
}

func customers(w http.ResponseWriter, r *http.Request) {
	// ruleid: connection-per-request
	conn, err := pgx.Connect(r.Context(), os.Getenv("DATABASE_URL"))
	if err != nil {
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
		return
	}
	defer conn.Close(r.Context())
	var count int
	conn.QueryRow(r.Context(), "SELECT count(*) FROM customers").Scan(&count)
	json.NewEncoder(w).Encode(count)
}

func try(w http.ResponseWriter, r *http.Request) {
	dsn := r.FormValue("dsn")
	// ok: connection-per-request
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	defer db.Close()
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) events(w http.ResponseWriter, r *http.Request) {
	var count int
	s.db.QueryRow("SELECT count(*) FROM events").Scan(&count)
	json.NewEncoder(w).Encode(count)
}

func main() {
	// ok: connection-per-request
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		panic(err)
	}
	s := &server{db: db}
	http.HandleFunc("/v1/orders", orders)
	http.HandleFunc("/v1/customers", customers)
	http.HandleFunc("/v1/try", try)
	http.HandleFunc("/v1/events", s.events)
	http.ListenAndServe(":8080", nil)
}
