package scsessions

import (
	"net/http"

	"github.com/alexedwards/scs/v2"
)

var manager = scs.New()
var kept = scs.New()

func choose(w http.ResponseWriter, r *http.Request) {
	// ruleid: untrusted-session-data
	manager.Put(r.Context(), "role", r.FormValue("role"))
	// ruleid: untrusted-session-data
	kept.Put(r.Context(), "user_id", r.Header.Get("X-User-Id"))
	// ok: untrusted-session-data
	kept.Put(r.Context(), "lang", r.FormValue("lang"))
}
