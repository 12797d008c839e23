package api

import (
	"fmt"
	"net/http"
)

type store interface{ Save(order string) error }

type api struct{ store store }

func (a *api) create(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(r.FormValue("order")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := a.store.Save(r.FormValue("other")); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "other: %v", err)
		return
	}
	w.WriteHeader(http.StatusCreated)
}
