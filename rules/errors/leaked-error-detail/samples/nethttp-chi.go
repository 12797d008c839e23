package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/go-chi/render"
)

type API struct{ store Store }

func (a *API) Create(w http.ResponseWriter, r *http.Request) {
	var order Order
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
		// a client's own mistake: shown as information only
		// pedantic: leaked-error-detail
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := a.store.Save(r.Context(), order); err != nil {
		// ruleid: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (a *API) List(w http.ResponseWriter, r *http.Request) {
	orders, err := a.store.List(r.Context())
	if err != nil {
		slog.Error("list", "err", err.Error())
		// ok: leaked-error-detail
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	// ok: leaked-error-detail
	// pedantic: ignored-error
	json.NewEncoder(w).Encode(orders)
}

func (a *API) Delete(w http.ResponseWriter, r *http.Request) {
	err := a.store.Delete(r.Context(), r.PathValue("id"))
	if errors.Is(err, ErrMissing) {
		// ok: leaked-error-detail
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		// ruleid: leaked-error-detail
		// pedantic: ignored-error
		w.Write([]byte(err.Error()))
		// ruleid: leaked-error-detail
		fmt.Fprintf(w, "delete: %v", err)
		// ruleid: leaked-error-detail
		// pedantic: ignored-error
		json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
		return
	}
	msg := fmt.Sprintf("deleted: %v", err)
	// ruleid: leaked-error-detail
	http.Error(w, msg, 500)
}

func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if rec := recover(); rec != nil {
				// ruleid: leaked-error-detail
				http.Error(w, string(debug.Stack()), http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (a *API) Update(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(r.Context(), Order{}); err != nil {
		render.Status(r, http.StatusInternalServerError)
		// ruleid: leaked-error-detail
		render.JSON(w, r, map[string]string{"error": err.Error()})
		return
	}
	// ok: leaked-error-detail
	render.JSON(w, r, map[string]string{"status": "saved"})
}

func wrap(err error) error {
	// ok: leaked-error-detail
	return fmt.Errorf("store: %s", err.Error())
}

// What cannot be put into JSON, or read of the request, says nothing of what is behind: for pedants only.
func (a *API) Export(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		// pedantic: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	text, err := json.Marshal(r.Form)
	if err != nil {
		// pedantic: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(text)
}

func (a *API) Page(w http.ResponseWriter, r *http.Request) {
	err := a.page.Execute(w, r.Form)
	if err != nil {
		// pedantic: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := a.store.Visit(r.Context()); err != nil {
		// ruleid: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (a *API) Told(w http.ResponseWriter, r *http.Request) {
	err := a.store.Visit(r.Context())
	if err != nil {
		code, userErr := forUser(err)
		// pedantic: leaked-error-detail
		http.Error(w, userErr.Error(), code)
		return
	}
	if err := a.store.Visit(r.Context()); err != nil {
		visitErr := fmt.Errorf("visit: %w", err)
		// ruleid: leaked-error-detail
		http.Error(w, visitErr.Error(), http.StatusInternalServerError)
	}
}

func (a *API) Stream(w http.ResponseWriter, r *http.Request) {
	lines, err := a.store.Lines(r.Context())
	if err != nil {
		// ruleid: leaked-error-detail
		http.Error(w, err.Error(), statusOf(err))
		return
	}
	enc := json.NewEncoder(w)
	for _, line := range lines {
		if err = enc.Encode(line); err != nil {
			// pedantic: leaked-error-detail
			fmt.Fprintln(w, err)
			return
		}
	}
}

func (a *API) Outcome(w http.ResponseWriter, r *http.Request) {
	if _, err := a.WriteOutcome(w, Order{}); err != nil {
		// pedantic: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
	if err := a.RenderOrder(w, r); err != nil {
		// ruleid: leaked-error-detail
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
