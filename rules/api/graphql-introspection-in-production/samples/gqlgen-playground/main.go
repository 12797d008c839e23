package main

import (
	"net/http"

	"example.com/shop/graph"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/99designs/gqlgen/graphql/playground"
)

func main() {
	srv := handler.New(graph.NewExecutableSchema(graph.Config{}))
	srv.AddTransport(transport.POST{})
	http.Handle("/query", srv)
	// ruleid: graphql-introspection-in-production
	http.Handle("/", playground.Handler("Shop", "/query"))
	http.ListenAndServe(":8080", nil)
}
