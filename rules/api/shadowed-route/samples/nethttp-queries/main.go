package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

func show(w http.ResponseWriter, r *http.Request)   {}
func reset(w http.ResponseWriter, r *http.Request)  {}
func verify(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/account", reset).Queries("mode", "reset").Methods(http.MethodGet)
	// ok: shadowed-route
	r.HandleFunc("/account", verify).Queries("mode", "verify").Methods(http.MethodGet)
	// ok: shadowed-route
	r.HandleFunc("/account", show).Methods(http.MethodGet)
	// ruleid: shadowed-route
	r.HandleFunc("/account", verify).Queries("mode", "again").Methods(http.MethodGet)
	r.Methods(http.MethodGet).Path("/books").Headers("Accept", "text/csv").HandlerFunc(reset)
	// ok: shadowed-route
	r.Methods(http.MethodGet).Path("/books").HandlerFunc(show)
	// ruleid: shadowed-route
	r.Methods(http.MethodGet).Path("/books").HandlerFunc(verify)
	r.HandleFunc("/queues/{name}:pause", reset).Methods(http.MethodPost)
	r.HandleFunc("/tasks:delete_all", reset).Methods(http.MethodPost)
	// ok: shadowed-route
	r.HandleFunc("/queues/{name}:resume", verify).Methods(http.MethodPost)
	// ok: shadowed-route
	r.HandleFunc("/tasks:run_all", verify).Methods(http.MethodPost)
	// ruleid: shadowed-route
	r.HandleFunc("/tasks:run_all", reset).Methods(http.MethodPost)
	http.ListenAndServe(":8080", r)
}
