package main

import (
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	// Never returns.
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), mux))
}

func onListener(listener net.Listener, mux *http.ServeMux) error {
	if err := http.Serve(listener, mux); err != nil {
		return err
	}
	return http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", mux)
}

func made(mux *http.ServeMux) *http.Server {
	return &http.Server{
		Addr:    ":8080", // everywhere
		Handler: mux,
	}
}

func short(mux *http.ServeMux) *http.Server {
	return &http.Server{Addr: ":8080", Handler: mux}
}

func later(mux *http.ServeMux) error {
	server := new(http.Server)
	server.Handler = mux
	return server.ListenAndServe()
}
