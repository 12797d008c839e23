package api

import (
	"net/http"
	"time"

	"example.com/jobs/db"
)

type Job struct {
	UpdatedAt time.Time
}

type Handler struct {
	Timeout time.Duration
	Load    func(string) *Job
}

func (h *Handler) Status(w http.ResponseWriter, r *http.Request) {
	job := h.Load(db.Load("1"))
	if job.UpdatedAt.Add(h.Timeout).Before(time.Now()) {
		w.WriteHeader(http.StatusGone)
	}
}
