package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	// pedantic: ignored-error
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) })
	go func() {
		// ok: debug-enabled
		log.Println(http.ListenAndServe("localhost:6060", nil))
	}()
	// ruleid: debug-enabled
	// ruleid: server-without-timeouts
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func server(addr string) error {
	// ruleid: debug-enabled
	// ruleid: server-without-timeouts
	s := &http.Server{Addr: ":8081"}
	return s.ListenAndServe()
}

func ownMux() error {
	mux := http.NewServeMux()
	// ok: debug-enabled
	// ruleid: server-without-timeouts
	s := &http.Server{Addr: ":8082", Handler: mux}
	// ok: debug-enabled
	// ruleid: server-without-timeouts
	go http.ListenAndServe(":8083", mux)
	return s.ListenAndServe()
}

func profiler(config Config) {
	if config.ProfilerEnabled {
		go func() {
			// ok: debug-enabled
			// ruleid: server-without-timeouts
			server := &http.Server{Addr: config.PrivateAddress}
			log.Println(server.ListenAndServe())
		}()
	}
	if config.Port != "" {
		// ruleid: debug-enabled
		// ruleid: server-without-timeouts
		log.Println(http.ListenAndServe(config.Port, nil))
	}
}
