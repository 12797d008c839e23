package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"
)

type API struct {
	db *sql.DB
}

type User struct {
	ID   string
	Name string
}

func (a *API) show(w http.ResponseWriter, r *http.Request) {
	var user User
	// ruleid: unchecked-lookup
	a.db.QueryRow("SELECT id, name FROM users WHERE id = $1", chi.URLParam(r, "id")).Scan(&user.ID, &user.Name)
	json.NewEncoder(w).Encode(user)
}

func (a *API) name(w http.ResponseWriter, r *http.Request) {
	var name string
	// ruleid: unchecked-lookup
	row := a.db.QueryRowContext(r.Context(), "SELECT name FROM users WHERE id = $1", r.PathValue("id"))
	_ = row.Scan(&name)
	json.NewEncoder(w).Encode(name)
}

func (a *API) checked(w http.ResponseWriter, r *http.Request) {
	var user User
	// ok: unchecked-lookup
	err := a.db.QueryRow("SELECT id, name FROM users WHERE id = $1", chi.URLParam(r, "id")).Scan(&user.ID, &user.Name)
	if errors.Is(err, sql.ErrNoRows) {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(user)
}

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		panic(err)
	}
	a := &API{db: db}
	r := chi.NewRouter()
	r.Get("/users/{id}", a.show)
	r.Get("/users/{id}/name", a.name)
	r.Get("/users/{id}/checked", a.checked)
	http.ListenAndServe(":8080", r)
}
