"""Go's guards: what they hand the request to, wrappers of the project's own, and where they stand."""

from __future__ import annotations

from pathlib import Path

from backend_review.model import guards
from frameworks.programs import backend_of


def guarded(folder: Path, files: dict[str, str]) -> dict[str, bool]:
    """Whether each route is behind authentication, by ``METHOD /path``."""
    backend = backend_of(folder, {"go.mod": "module example.com/shop\n\ngo 1.22\n", **files})
    return {
        f"{method} {found.path}": bool(guards.authentication_of(found)) or guards.checks_itself(found)
        for found in backend.routes
        for method in found.methods
    }


ECHO_ROUTER = """
    package main

    import "github.com/labstack/echo/v4"

    type Handler func(ctx *Context) error
    type Middleware func(next Handler) Handler
    type Context struct {
        echo.Context
        User *string
    }

    func (h Handler) serve() echo.HandlerFunc {
        return func(c echo.Context) error { return h(c.(*Context)) }
    }

    func chain(h Handler, middleware ...Middleware) Handler {
        for i := len(middleware) - 1; i >= 0; i-- {
            h = middleware[i](h)
        }
        return h
    }

    type Router struct{ *echo.Group }

    func (r *Router) GET(path string, h Handler, m ...Middleware) {
        r.Group.GET(path, chain(h, m...).serve())
    }

    func (r *Router) Use(middleware ...Middleware) {
        for _, m := range middleware {
            r.Group.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
                return chain(func(c *Context) error { return next(c) }, m).serve()
            })
        }
    }

    func main() {
        e := echo.New()
        r := &Router{Group: e.Group("")}
        r.GET("/items", list, audited, logged)
        r.GET("/open", list)
        r.GET("/guests", list, guests)
        part := &Router{Group: e.Group("/settings")}
        part.Use(logged)
        part.GET("", list)
        e.Start(":8080")
    }

    func logged(next Handler) Handler {
        return func(ctx *Context) error {
            if ctx.User != nil {
                return next(ctx)
            }
            return ctx.Redirect(302, "/welcome")
        }
    }

    func guests(next Handler) Handler {
        return func(ctx *Context) error {
            if ctx.User != nil {
                return ctx.Redirect(302, "/home")
            }
            return next(ctx)
        }
    }

    func audited(next Handler) Handler {
        return func(ctx *Context) error { return next(ctx) }
    }

    func list(ctx *Context) error { return nil }
"""


def test_wrappers_of_function_types_that_a_loop_puts_around_each_other(tmp_path: Path) -> None:
    assert guarded(tmp_path, {"main.go": ECHO_ROUTER}) == {
        "GET /items": True,
        "GET /open": False,
        "GET /guests": False,
        "GET /settings": True,
    }


def test_a_guard_refuses_through_the_functions_that_it_hands_the_request_to(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import (
                "example.com/shop/access"
                "github.com/gin-gonic/gin"
            )

            func main() {
                r := gin.New()
                guard := access.Gate{}
                r.GET("/info", guard.Welcome, list)
                part := r.Group("")
                part.Use(guard.Client)
                part.GET("/orders", list)
                r.Run()
            }

            func list(c *gin.Context) {}
        """,
        "access/gate.go": """
            package access

            import "github.com/gin-gonic/gin"

            type Gate struct{}

            func (g *Gate) Client(ctx *gin.Context) { g.evaluate(ctx, true) }

            func (g *Gate) Welcome(ctx *gin.Context) { ctx.Header("X-Welcome", "yes") }

            func (g *Gate) evaluate(ctx *gin.Context, strict bool) {
                if ctx.GetHeader("Authorization") == "" && strict {
                    ctx.AbortWithStatus(401)
                }
            }
        """,
    }
    assert guarded(tmp_path, files) == {"GET /info": False, "GET /orders": True}


def test_a_handler_that_asks_a_helper_who_calls(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import "net/http"

            type site struct{ open bool }

            func main() {
                s := &site{}
                mux := http.NewServeMux()
                mux.HandleFunc("GET /pages/{page}", s.page)
                mux.HandleFunc("GET /health", s.health)
                http.ListenAndServe(":8080", mux)
            }

            func (s *site) page(w http.ResponseWriter, r *http.Request) {
                if s.turnedAway(w, r) {
                    return
                }
                w.Write(nil)
            }

            func (s *site) health(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

            func (s *site) turnedAway(w http.ResponseWriter, r *http.Request) bool {
                if s.isKnown(r) {
                    return false
                }
                w.WriteHeader(http.StatusUnauthorized)
                return true
            }

            func (s *site) isKnown(r *http.Request) bool {
                cookie, err := r.Cookie("session")
                return err == nil && verifySessionToken(cookie.Value)
            }

            func verifySessionToken(text string) bool { return text != "" }
        """
    }
    assert guarded(tmp_path, files) == {"GET /pages/{page}": True, "GET /health": False}


def test_a_guard_that_leaves_some_entrance_open_is_meant_on_the_others(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import "github.com/gofiber/fiber/v2"

            func main() {
                app := fiber.New()
                app.Post("/auth/login", login)
                app.Use(check)
                app.Get("/token", list)
                app.Get("/orders", list)
                app.Listen(":8080")
            }

            func check(c *fiber.Ctx) error {
                if c.Get("Authorization") == "" {
                    return c.SendStatus(401)
                }
                return c.Next()
            }

            func login(c *fiber.Ctx) error { return nil }
            func list(c *fiber.Ctx) error { return nil }
        """
    }
    assert guarded(tmp_path, files) == {"POST /auth/login": False, "GET /token": True, "GET /orders": True}


def test_paths_that_one_guard_around_everything_lets_pass(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import (
                "net/http"
                "slices"
                "strings"
            )

            var public = map[string]bool{"/about": true, "/closed": false}

            type gate struct{ open []string }

            func main() {
                mux := http.NewServeMux()
                for _, path := range []string{"/orders", "/login", "/about", "/closed", "/share/{code}", "/assets/logo", "/health"} {
                    mux.HandleFunc(path, list)
                }
                g := &gate{open: []string{"/health"}}
                http.ListenAndServe(":8080", g.Handle(mux))
            }

            func list(w http.ResponseWriter, r *http.Request) {}

            func (g *gate) Handle(next http.Handler) http.Handler {
                return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                    path := r.URL.Path
                    if strings.HasPrefix(path, "/assets/") || slices.Contains(g.open, path) {
                        next.ServeHTTP(w, r)
                        return
                    }
                    if !known(r) && !isPublic(r) {
                        http.Error(w, "no", http.StatusUnauthorized)
                        return
                    }
                    next.ServeHTTP(w, r)
                })
            }

            func known(r *http.Request) bool { return r.Header.Get("Authorization") != "" }

            func isPublic(r *http.Request) bool {
                path := r.URL.Path
                if public[path] {
                    return true
                }
                switch path {
                case "/login", "/signup":
                    return true
                }
                return strings.HasPrefix(path, "/oauth2/") && (strings.HasSuffix(path, "/redirect") || strings.HasSuffix(path, "/callback")) ||
                    strings.HasPrefix(path, "/share/") ||
                    strings.HasPrefix(path, "/proxy/")
            }
        """
    }
    assert guarded(tmp_path, files) == {
        "* /orders": True,
        "* /login": False,
        "* /about": False,
        "* /closed": True,
        "* /share/{code}": False,
        "* /assets/logo": False,
        "* /health": False,
    }


def test_a_guard_for_some_paths_only_and_the_skipper_of_a_library(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import (
                "strings"

                echojwt "github.com/labstack/echo-jwt/v4"
                "github.com/labstack/echo/v4"
            )

            var open = map[string]bool{"/api/info": true, "/api/shares/:share": true}

            func main() {
                e := echo.New()
                e.Use(admins)
                e.GET("/admin/users", list)
                e.GET("/pages", list)
                api := e.Group("/api")
                api.Use(echojwt.WithConfig(echojwt.Config{Skipper: func(c echo.Context) bool { return open[c.Path()] }}))
                api.GET("/info", list)
                api.GET("/shares/:share", list)
                api.GET("/orders", list)
                e.Start(":8080")
            }

            func admins(next echo.HandlerFunc) echo.HandlerFunc {
                return func(c echo.Context) error {
                    if strings.HasPrefix(c.Request().URL.Path, "/admin/") && c.Get("role") != "admin" {
                        return echo.ErrForbidden
                    }
                    return next(c)
                }
            }

            func list(c echo.Context) error { return nil }
        """
    }
    assert guarded(tmp_path, files) == {
        "GET /admin/users": True,
        "GET /pages": False,
        "GET /api/info": False,
        "GET /api/shares/{share}": False,
        "GET /api/orders": True,
    }


def test_a_guard_that_refuses_known_callers_only_lets_all_others_pass(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import "github.com/gin-gonic/gin"

            func main() {
                r := gin.New()
                r.Use(load)
                r.GET("/version", list)
                r.GET("/orders", known, list)
                r.Run()
            }

            func load(c *gin.Context) {
                user, err := parse(c)
                if err == nil {
                    c.Set("user", user)
                    if !sameSite(c) {
                        c.AbortWithStatus(401)
                        return
                    }
                }
                c.Next()
            }

            func known(c *gin.Context) {
                if _, found := c.Get("user"); !found {
                    c.AbortWithStatus(401)
                    return
                }
                c.Next()
            }

            func list(c *gin.Context) {}
        """
    }
    assert guarded(tmp_path, files) == {"GET /version": False, "GET /orders": True}


def test_a_guard_that_sends_those_away_whom_a_helper_does_not_know(tmp_path: Path) -> None:
    text = """
        package main

        import (
            "net/http"

            "github.com/labstack/echo/v4"
            "github.com/labstack/echo-contrib/session"
        )

        var base string

        func Known(next echo.HandlerFunc) echo.HandlerFunc {
            return func(c echo.Context) error {
                if !check(c) {
                    return c.Redirect(http.StatusTemporaryRedirect, "/login")
                }
                return next(c)
            }
        }

        func Secure(next echo.HandlerFunc) echo.HandlerFunc {
            return func(c echo.Context) error {
                if c.Scheme() != "https" {
                    return c.Redirect(http.StatusMovedPermanently, "https://"+c.Request().Host)
                }
                return next(c)
            }
        }

        func check(c echo.Context) bool {
            held, _ := session.Get("session", c)
            cookie, err := c.Cookie("session_token")
            return err == nil && held.Values["session_token"] == cookie.Value
        }

        func main() {
            e := echo.New()
            e.GET(base, show, Known)
            e.GET(base+"/orders", show, Known)
            e.GET(base+"/prices", show, Secure)
            e.Start(":8080")
        }

        func show(c echo.Context) error { return nil }
    """
    assert guarded(tmp_path, {"main.go": text}) == {"GET /": True, "GET /orders": True, "GET /prices": False}
