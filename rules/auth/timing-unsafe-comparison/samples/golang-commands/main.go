package main

import (
	"errors"
	"net/http"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "purge", RunE: func(cmd *cobra.Command, args []string) error {
		return requireOperatorToken(args[0])
	}}
	_ = root.Execute()
}

func requireOperatorToken(givenToken string) error {
	// ok: timing-unsafe-comparison
	if givenToken != os.Getenv("OPERATOR_ACCESS_TOKEN") {
		return errors.New("wrong token")
	}
	return nil
}

func handle(w http.ResponseWriter, r *http.Request) {
	if err := requirePeerToken(r.Header.Get("X-Token")); err != nil {
		w.WriteHeader(http.StatusForbidden)
	}
}

func requirePeerToken(givenToken string) error {
	// ruleid: timing-unsafe-comparison
	if givenToken != os.Getenv("PEER_ACCESS_TOKEN") {
		return errors.New("wrong token")
	}
	return nil
}

var serve = &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error { return start() }}

func start() error {
	http.HandleFunc("/sign-in", signIn)
	// ruleid: server-without-timeouts
	return http.ListenAndServe(":8080", nil)
}

func signIn(w http.ResponseWriter, r *http.Request) {
	if !isPeerSecret(r.Header.Get("X-Secret")) {
		w.WriteHeader(http.StatusForbidden)
	}
}

func isPeerSecret(givenSecret string) bool {
	// ruleid: timing-unsafe-comparison
	return givenSecret == os.Getenv("PEER_SECRET")
}
