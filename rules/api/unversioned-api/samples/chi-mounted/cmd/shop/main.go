package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"

	"example.com/shop/orders"
)

var commands = map[string]func(){}

func Serve(r chi.Router) {
	r.Mount("/v1/orders", orders.Router())
	r.Mount("/warehouse", orders.Stock())
}

func main() {
	commands[os.Args[1]]()
	http.ListenAndServe(":8080", nil)
}
