package main

import (
	"net/http"

	"example.com/shop/graph"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
)

func main() {
	// ruleid: graphql-unlimited-depth
	srv := handler.New(graph.NewExecutableSchema(graph.Config{Resolvers: &graph.Resolver{}}))
	srv.AddTransport(transport.POST{})
	http.Handle("/query", srv)
	http.ListenAndServe(":8080", nil)
}
