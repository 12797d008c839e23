package api

import (
	"fmt"
	"log"
	"net/http"
)

type store interface{ Save(order string) error }

type api struct{ store store }

func (a *api) create(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(r.FormValue("order")); err != nil {
		log.Print(err)
		http.Error(w, "internal server error", http.StatusInternalServerError)
		return
	}
	if err := a.store.Save(r.FormValue("other")); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		log.Print(err)
		fmt.Fprint(w, "internal server error")
		return
	}
	w.WriteHeader(http.StatusCreated)
}
