package auth

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/sessions"
)

func login(w http.ResponseWriter, token string) {
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{
		Name:     "session_token",
		Value:    token,
		HttpOnly: true,
	})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{
		Name:     "session",
		Value:    token,
		HttpOnly: true,
		Secure:   true,
		SameSite: http.SameSiteLaxMode,
	})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	// information only
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
}

func ginLogin(c *gin.Context, token string) {
	// ruleid: insecure-cookie
	c.SetCookie("jwt", token, 3600, "/", "", false, true)
	// ok: insecure-cookie
	c.SetCookie("jwt", token, 3600, "/", "", true, true)
	// ok: insecure-cookie
	c.SetCookie("jwt", "", -1, "/", "", false, true)
}

func fiberLogin(c *fiber.Ctx, token string) {
	// ruleid: insecure-cookie
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: token})
	// ok: insecure-cookie
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: token, HTTPOnly: true, Secure: true})
}

func store(s *sessions.CookieStore) {
	// ruleid: insecure-cookie
	s.Options = &sessions.Options{Path: "/", MaxAge: 3600}
	// ok: insecure-cookie
	s.Options = &sessions.Options{Path: "/", MaxAge: 3600, HttpOnly: true, Secure: true}
}
