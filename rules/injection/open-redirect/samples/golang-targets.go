package main

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

func std(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusFound)
}

func stdFixed(w http.ResponseWriter, r *http.Request) {
	// ok: open-redirect
	http.Redirect(w, r, "/login?next="+url.QueryEscape(r.URL.Query().Get("next")), http.StatusFound)
	// ok: open-redirect
	http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
}

func header(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	w.Header().Set("Location", r.FormValue("to"))
	w.WriteHeader(302)
}

func referer(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("return_to")
	if next == "" {
		next = "/"
	}
	// ruleid: open-redirect
	http.Redirect(w, r, next, 303)
}

func relative(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("return_to")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
		next = "/"
	}
	// ok: open-redirect
	http.Redirect(w, r, next, 303)
}

func hostCheck(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || u.IsAbs() || u.Host != "" {
		http.Error(w, "bad", 400)
		return
	}
	// ok: open-redirect
	http.Redirect(w, r, u.String(), 303)
}

func ginRedirect(c *gin.Context) {
	// ruleid: open-redirect
	c.Redirect(http.StatusFound, c.Query("url"))
}

func ginBody(c *gin.Context) {
	var in struct {
		Next string `form:"next"`
	}
	// ruleid: ignored-error
	c.ShouldBind(&in)
	// ruleid: open-redirect
	c.Redirect(302, in.Next)
	// ruleid: open-redirect
	c.Header("Location", in.Next)
}

func ginSafe(c *gin.Context) {
	// ok: open-redirect
	c.Redirect(302, "/users/"+c.Param("id"))
	targets := map[string]string{"a": "/a", "b": "/b"}
	// ok: open-redirect
	c.Redirect(302, targets[c.Query("t")])
}

func echoRedirect(c echo.Context) error {
	// ruleid: open-redirect
	return c.Redirect(302, c.QueryParam("r"))
}

func echoHost(c echo.Context) error {
	// ruleid: open-redirect
	return c.Redirect(302, "https://"+c.QueryParam("domain")+"/home")
}

func echoCookie(c echo.Context) error {
	ck, err := c.Cookie("back")
	if err != nil {
		return c.Redirect(302, "/")
	}
	// ok: open-redirect
	return c.Redirect(302, ck.Value)
}

func fiberRedirect(c *fiber.Ctx) error {
	// ruleid: open-redirect
	return c.Redirect(c.Query("next", "/"))
}

func fiberLocation(c *fiber.Ctx) error {
	// ruleid: open-redirect
	c.Location(c.FormValue("next"))
	return c.SendStatus(302)
}

func fiberSafe(c *fiber.Ctx) error {
	switch c.Query("next") {
	case "home":
		// ok: open-redirect
		return c.Redirect("/home")
	}
	// ok: open-redirect
	return c.RedirectToRoute("login", fiber.Map{"next": c.Query("next")})
}

func chiRedirect(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	http.Redirect(w, r, chi.URLParam(r, "*"), 302)
	// ruleid: open-redirect
	http.Redirect(w, r, "//"+mux.Vars(r)["host"], 302)
}

func isSafe(next string) bool {
	return strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//")
}

func guarded(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if isSafe(next) {
		// ok: open-redirect
		http.Redirect(w, r, next, 302)
		return
	}
	http.Redirect(w, r, "/", 302)
}

func prefixOnlySlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "http") {
		// ruleid: open-redirect
		http.Redirect(w, r, next, 302)
	}
}

func handlerOf(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	http.RedirectHandler(r.FormValue("u"), 302).ServeHTTP(w, r)
}

func redirectTo(w http.ResponseWriter, r *http.Request, to string) {
	// ruleid: open-redirect
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func viaHelper(w http.ResponseWriter, r *http.Request) {
	redirectTo(w, r, r.PostFormValue("continue"))
}

func main() {
	http.HandleFunc("/std", std)
	http.HandleFunc("/h", viaHelper)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
