package guard

import (
	"log"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

func NumberedJob(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		jobID, err := strconv.ParseUint(chi.URLParam(r, "jobID"), 10, 64)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		log.Printf("job %d", jobID)
		next.ServeHTTP(w, r)
	})
}

// LoggedJob says what is no number, and lets it pass.
func LoggedJob(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := strconv.Atoi(chi.URLParam(r, "jobID"))
		if err != nil {
			log.Print("a job without a number")
		}
		next.ServeHTTP(w, r)
	})
}

func Identified(what string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			text := chi.URLParam(r, "batch")
			if _, err := uuid.Parse(text); err != nil {
				http.Error(w, "no such "+what, http.StatusNotFound)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}
