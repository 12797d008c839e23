package signin

import (
	"log"
	"log/slog"
	"net/http"
	"strings"
)

func signIn(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("user")
	// ruleid: log-injection
	log.Printf("sign-in of %s", user)
	// ruleid: log-injection
	log.Println("sign-in of", user)
	// ruleid: log-injection
	log.Print("next: " + r.FormValue("next"))
	// ok: log-injection
	log.Print("agent: " + r.Header.Get("User-Agent"))
	// ok: log-injection
	log.Printf("sign-in of %q", user)
	// ok: log-injection
	log.Println("sign-in of", strings.ReplaceAll(user, "\n", ""))
	// ok: log-injection
	slog.Info("sign-in", "user", user)
	w.WriteHeader(http.StatusNoContent)
}
