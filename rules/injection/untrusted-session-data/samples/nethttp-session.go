package shop

import (
	"net/http"

	"github.com/gorilla/sessions"
)

type server struct {
	store sessions.Store
}

func (s *server) become(w http.ResponseWriter, r *http.Request) {
	session, err := s.store.Get(r, "shop")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	// ruleid: untrusted-session-data
	session.Values["role"] = r.FormValue("role")
	// ok: untrusted-session-data
	session.Values["language"] = r.FormValue("language")
	if err := session.Save(r, w); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}
