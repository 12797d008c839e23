package main

import (
	"net/http"
	"net/http/pprof"
)

type Telemetry struct {
	EnableProfiling bool
}

func telemetry(settings Telemetry, router *http.ServeMux) {
	if settings.EnableProfiling {
		addProfiler(router)
	}
	addSymbols(router)
}

func addProfiler(router *http.ServeMux) {
	// ok: debug-enabled
	router.HandleFunc("/debug/pprof/", pprof.Index)
}

func addSymbols(router *http.ServeMux) {
	// ruleid: debug-enabled
	router.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
}
