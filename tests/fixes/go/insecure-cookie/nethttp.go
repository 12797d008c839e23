package web

import (
	nethttp "net/http"
)

func login(w nethttp.ResponseWriter, token string) {
	nethttp.SetCookie(w, &nethttp.Cookie{Name: "session", Value: token})
	cookie := nethttp.Cookie{
		Name:     "auth",
		Value:    token, // signed
		HttpOnly: true,
		Secure:   false,
	}
	nethttp.SetCookie(w, &cookie)
	other := new(nethttp.Cookie)
	other.Name = "session"
	other.Value = token
	nethttp.SetCookie(w, other)
	w.Header().Add("Set-Cookie", "session="+token+"; Path=/")
}
