package web

import (
	"net/http"
	"time"

	"github.com/gorilla/sessions"
)

func login(w http.ResponseWriter, r *http.Request, token string, secure bool) {
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
	// ruleid: insecure-cookie
	cookie := http.Cookie{
		Name:     "auth",
		Value:    token,
		HttpOnly: true,
		Secure:   false,
	}
	http.SetCookie(w, &cookie)
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "x", Expires: time.Unix(0, 0)})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "logged_in", Value: "true"})
}

func later(w http.ResponseWriter, token string) {
	// ok: insecure-cookie
	c := &http.Cookie{Name: "session", Value: token}
	c.HttpOnly = true
	c.Secure = true
	c.SameSite = http.SameSiteStrictMode
	http.SetCookie(w, c)
	// ruleid: insecure-cookie
	d := &http.Cookie{Name: "session", Value: token}
	d.HttpOnly = true
	http.SetCookie(w, d)
	w.Header().Set("Vary", "Cookie")
	// ruleid: insecure-cookie
	w.Header().Add("Set-Cookie", "session="+token+"; Path=/")
}

func call(token string) (*http.Response, error) {
	req, _ := http.NewRequest("GET", "https://api.example.com", nil)
	// ok: insecure-cookie
	req.AddCookie(&http.Cookie{Name: "session", Value: token})
	// ok: insecure-cookie
	c := &http.Cookie{Name: "token", Value: token}
	req.AddCookie(c)
	// ruleid: missing-timeout
	return http.DefaultClient.Do(req)
}

func store(key []byte) *sessions.CookieStore {
	s := sessions.NewCookieStore(key)
	// ruleid: insecure-cookie
	s.Options = &sessions.Options{Path: "/", MaxAge: 3600}
	// ok: insecure-cookie
	s.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode}
	return s
}
