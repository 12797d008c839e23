package main

import (
	"database/sql"
	"net/http"

	"github.com/go-chi/chi/v5"
)

type Store struct{ db *sql.DB }

func (s *Store) deleteMembers(id string) error {
	_, err := s.db.Exec("DELETE FROM members WHERE team_id = $1", id)
	return err
}

func (s *Store) deleteTeam(id string) error {
	_, err := s.db.Exec("DELETE FROM teams WHERE id = $1", id)
	return err
}

func (s *Store) deleteBoth(id string) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("DELETE FROM members WHERE team_id = $1", id); err != nil {
		return err
	}
	// ok: missing-transaction
	if _, err := tx.Exec("DELETE FROM teams WHERE id = $1", id); err != nil {
		return err
	}
	return tx.Commit()
}

func main() {
	db, _ := sql.Open("postgres", "")
	store := &Store{db: db}
	r := chi.NewRouter()
	r.Delete("/teams/{id}", func(w http.ResponseWriter, r *http.Request) {
		id := chi.URLParam(r, "id")
		if err := store.deleteMembers(id); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		// ruleid: missing-transaction
		if err := store.deleteTeam(id); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	r.Delete("/teams/{id}/both", func(w http.ResponseWriter, r *http.Request) {
		if err := store.deleteBoth(chi.URLParam(r, "id")); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	http.ListenAndServe(":8080", r)
}
