package state

import (
	"encoding/gob"
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func routes(r chi.Router) {
	r.Post("/state", func(w http.ResponseWriter, req *http.Request) {
		var state map[string]string
		// ruleid: unsafe-deserialization
		// ruleid: ignored-error
		gob.NewDecoder(req.Body).Decode(&state)
		// ok: unsafe-deserialization
		// ruleid: ignored-error
		json.NewDecoder(req.Body).Decode(&state)
	})
}
