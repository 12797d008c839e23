package main

import (
	"net/http"
	"net/http/pprof"
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

func plain() error {
	// ok: debug-enabled
	// ruleid: server-without-timeouts
	return http.ListenAndServe(":8080", nil)
}
