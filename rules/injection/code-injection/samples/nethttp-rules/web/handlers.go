package web

import (
	"net/http"
	"strconv"

	"example.com/rules/rules"
)

// Handlers are handed the engine.
type Handlers struct{ Engine *rules.Engine }

func (h Handlers) Try(w http.ResponseWriter, r *http.Request) {
	job := rules.Job{Script: r.PostFormValue("script")}
	if err := h.Engine.Run(job); err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
}

func (h Handlers) Discount(w http.ResponseWriter, r *http.Request) {
	percent, err := strconv.Atoi(r.PostFormValue("percent"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err := h.Engine.Discount(percent, r.PostFormValue("note")); err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
}
