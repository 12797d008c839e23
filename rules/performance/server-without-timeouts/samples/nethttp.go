package main

import (
	"log"
	"net"
	nethttp "net/http"
	_ "net/http/pprof"
	"time"

	"example.com/shop/internal/config"
)

const debugAddress = "localhost:6060"

func simple(mux *nethttp.ServeMux) {
	// ruleid: server-without-timeouts
	log.Fatal(nethttp.ListenAndServe(":8080", mux))
}

func withTLS(mux *nethttp.ServeMux) {
	// ruleid: server-without-timeouts
	err := nethttp.ListenAndServeTLS(":8443", "cert.pem", "key.pem", mux)
	log.Fatal(err)
}

func onListener(listener net.Listener, mux *nethttp.ServeMux) error {
	// ruleid: server-without-timeouts
	return nethttp.Serve(listener, mux)
}

func bare(mux *nethttp.ServeMux) *nethttp.Server {
	// ruleid: server-without-timeouts
	return &nethttp.Server{Addr: ":8080", Handler: mux}
}

func answersOnly(mux *nethttp.ServeMux) error {
	// ruleid: server-without-timeouts
	server := nethttp.Server{
		Addr:         ":8080",
		Handler:      mux,
		WriteTimeout: 10 * time.Second,
		ReadTimeout:  0,
	}
	return server.ListenAndServe()
}

func declared(mux *nethttp.ServeMux) error {
	// ruleid: server-without-timeouts
	var server nethttp.Server
	server.Addr = ":8080"
	server.Handler = mux
	return server.ListenAndServe()
}

func heads(mux *nethttp.ServeMux) error {
	// ok: server-without-timeouts
	server := &nethttp.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}

func configured(mux *nethttp.ServeMux, settings config.Server) error {
	// ok: server-without-timeouts
	server := &nethttp.Server{Addr: settings.Address, Handler: mux, ReadTimeout: settings.ReadTimeout}
	return server.ListenAndServe()
}

func debug() {
	// ok: server-without-timeouts
	// ruleid: debug-enabled
	go func() { log.Println(nethttp.ListenAndServe(debugAddress, nil)) }()
}

func onThisMachine(mux *nethttp.ServeMux) error {
	listener, err := net.Listen("unix", "/run/shop.sock")
	if err != nil {
		return err
	}
	// ok: server-without-timeouts
	server := &nethttp.Server{Handler: mux}
	return server.Serve(listener)
}

func login(mux *nethttp.ServeMux) error {
	// ok: server-without-timeouts
	server := &nethttp.Server{Addr: "localhost:9090", Handler: mux}
	return server.ListenAndServe()
}
