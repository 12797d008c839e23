package web

import (
	"net/http"

	"github.com/gorilla/handlers"
	"github.com/gorilla/websocket"
)

var allowed = map[string]bool{"https://app.example.com": true}

func plain(w http.ResponseWriter, r *http.Request) {
	// ruleid: permissive-cors
	w.Header().Set("Access-Control-Allow-Origin", "*")
	// ruleid: permissive-cors
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	// ok: permissive-cors
	w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
}

func reflected(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin != "" {
		// ruleid: permissive-cors
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}

func checked(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if allowed[origin] {
		// ok: permissive-cors
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}

func gorilla(h http.Handler) http.Handler {
	// ruleid: permissive-cors
	a := handlers.CORS(handlers.AllowedOrigins([]string{"*"}))(h)
	// ok: permissive-cors
	return handlers.CORS(handlers.AllowedOrigins([]string{"https://app.example.com"}))(a)
}

// ruleid: permissive-cors
var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}

// ok: permissive-cors
var strict = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return allowed[r.Header.Get("Origin")] }}
