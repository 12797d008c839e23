package shop

import (
	"net/http"

	"github.com/gorilla/sessions"
)

var store = sessions.NewCookieStore([]byte("from the environment"))

func become(w http.ResponseWriter, r *http.Request) {
	session, _ := store.Get(r, "shop")
	// ruleid: untrusted-session-data
	session.Values["role"] = r.FormValue("role")
	// ok: untrusted-session-data
	session.Values["language"] = r.FormValue("language")
	_ = session.Save(r, w)
}
