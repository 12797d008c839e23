package main

import (
	"net/http"
	"net/http/pprof"
	"time"
)

func routes(enabled bool) *http.ServeMux {
	mux := http.NewServeMux()
	// ruleid: debug-enabled
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	if enabled {
		// ok: debug-enabled
		mux.HandleFunc("/debug/pprof/", pprof.Index)
	}
	return mux
}

func local() error {
	mux := http.NewServeMux()
	// ok: debug-enabled
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	return http.ListenAndServe("localhost:6060", mux)
}

func asked(address string) error {
	if address == "" {
		return nil
	}
	mux := http.NewServeMux()
	// ok: debug-enabled
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	server := &http.Server{Addr: address, Handler: mux, ReadTimeout: time.Minute, WriteTimeout: time.Minute}
	return server.ListenAndServe()
}

func everywhere() error {
	mux := http.NewServeMux()
	// ruleid: debug-enabled
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	server := &http.Server{Addr: ":6060", Handler: mux, ReadTimeout: time.Minute, WriteTimeout: time.Minute}
	return server.ListenAndServe()
}

func beside(address string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", orders)
	// ruleid: debug-enabled
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	server := &http.Server{Addr: address, Handler: mux, ReadTimeout: time.Minute, WriteTimeout: time.Minute}
	return server.ListenAndServe()
}

func plain() error {
	// ok: debug-enabled
	// ruleid: server-without-timeouts
	return http.ListenAndServe(":8080", nil)
}
