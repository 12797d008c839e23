"""Echo: groups in several files, wrapped handlers, tables of routes, constructors that are given what they need."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from backend_review.backend import build
from backend_review.project.files import collect

Found = tuple[str, str, str, tuple[str, ...]]


def routes(folder: Path, files: dict[str, str]) -> list[Found]:
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", **files}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    backend = build(collect(folder, [folder]).files)
    return sorted(
        (method, route.path, route.route.handler.name, tuple(guard.name for guard in route.guards))
        for route in backend.routes
        for method in route.methods
    )


MAIN = """
    package main

    import (
        "example.com/shop/handler"
        "example.com/shop/server"
    )

    func main() {
        e := server.New()
        h := handler.New(nil)
        h.Register(e.Group("/api"))
        e.Logger.Fatal(e.Start(":8080"))
    }
"""
SERVER = """
    package server

    import (
        "github.com/labstack/echo/v4"
        "github.com/labstack/echo/v4/middleware"
    )

    func New() *echo.Echo {
        e := echo.New()
        e.GET("/healthz", health)
        e.Use(middleware.Logger())
        return e
    }

    func health(c echo.Context) error { return nil }
"""


def test_groups_handed_to_methods(tmp_path: Path) -> None:
    handler = """
        package handler

        import (
            "net/http"
            "github.com/labstack/echo/v4"
        )

        type Users interface{ Find(id int) error }
        type Handler struct{ users Users }

        func New(users Users) *Handler { return &Handler{users: users} }

        func (h *Handler) Register(g *echo.Group) {
            g.POST("/login", h.Login)
            users := g.Group("/users", Authenticated)
            users.GET("", h.List)
            users.GET("/:id", h.Get, cached)
            users.Add(http.MethodDelete, "/:id", h.perm(h.Delete, "users:delete"))
            users.Match([]string{http.MethodPut, echo.PATCH}, "/:id", h.Update)
            h.later(g)
        }

        func (h *Handler) later(g *echo.Group) {
            g.Use(Tracing("x"))
            g.Any("/any/*", h.List)
        }

        func (h *Handler) perm(next echo.HandlerFunc, name string) echo.HandlerFunc {
            return func(c echo.Context) error { return next(c) }
        }
        func cached(next echo.HandlerFunc) echo.HandlerFunc { return next }
        func Authenticated(next echo.HandlerFunc) echo.HandlerFunc { return next }
        func Tracing(name string) echo.MiddlewareFunc { return nil }
        func (h *Handler) Login(c echo.Context) error { return nil }
        func (h *Handler) List(c echo.Context) error { return nil }
        func (h *Handler) Get(c echo.Context) error { return nil }
        func (h *Handler) Update(c echo.Context) error { return nil }
        func (h *Handler) Delete(c echo.Context) error { return nil }
    """
    log = "middleware.Logger"
    files = {"main.go": MAIN, "server/server.go": SERVER, "handler/handler.go": handler}
    assert routes(tmp_path, files) == sorted(
        [
            ("GET", "/healthz", "health", (log,)),
            ("POST", "/api/login", "Handler.Login", (log,)),
            ("GET", "/api/users", "Handler.List", (log, "Authenticated")),
            ("GET", "/api/users/{id}", "Handler.Get", (log, "Authenticated", "cached")),
            ("DELETE", "/api/users/{id}", "Handler.Delete", (log, "Authenticated", "Handler.perm")),
            ("PUT", "/api/users/{id}", "Handler.Update", (log, "Authenticated")),
            ("PATCH", "/api/users/{id}", "Handler.Update", (log, "Authenticated")),
            ("*", "/api/any/{*}", "Handler.List", (log, "Tracing")),
        ]
    )


def test_tables_of_routes(tmp_path: Path) -> None:
    main = """
        package main

        import "github.com/labstack/echo/v4"

        type Route struct {
            Method, Path string
            Handler echo.HandlerFunc
            Middleware []echo.MiddlewareFunc
        }
        type Routes []Route

        const base = "/v1"

        var items = Routes{
            {"GET", base + "/items", listItems, nil},
            {Method: "POST", Path: base + "/items", Handler: addItem, Middleware: []echo.MiddlewareFunc{auth}},
        }

        func main() {
            e, err := setup()
            if err != nil {
                panic(err)
            }
            e.Start(":80")
        }

        func setup() (*echo.Echo, error) {
            e := echo.New()
            if e == nil {
                return nil, errors.New("no")
            }
            for _, route := range items {
                e.Add(route.Method, route.Path, route.Handler, route.Middleware...)
            }
            for i := 0; i < len(items); i++ {
                e.OPTIONS(items[i].Path, options)
            }
            for path, h := range map[string]echo.HandlerFunc{"/a": listItems, "/b": addItem} {
                e.GET(path, h)
            }
            return e, nil
        }

        func auth(next echo.HandlerFunc) echo.HandlerFunc { return next }
        func listItems(c echo.Context) error { return nil }
        func addItem(c echo.Context) error { return nil }
        func options(c echo.Context) error { return nil }
    """
    assert routes(tmp_path, {"main.go": main}) == [
        ("GET", "/a", "listItems", ()),
        ("GET", "/b", "addItem", ()),
        ("GET", "/v1/items", "listItems", ()),
        ("OPTIONS", "/v1/items", "options", ()),
        ("POST", "/v1/items", "addItem", ("auth",)),
    ]


def test_commands_start_the_server(tmp_path: Path) -> None:
    main = 'package main\n\nimport "example.com/shop/cmd"\n\nfunc main() { cmd.Execute() }\n'
    root = """
        package cmd

        import "github.com/spf13/cobra"

        var rootCmd = &cobra.Command{Use: "shop"}

        func Execute() {
            if err := rootCmd.Execute(); err != nil {
                panic(err)
            }
        }
    """
    serve = """
        package cmd

        import (
            "github.com/labstack/echo/v4"
            "github.com/spf13/cobra"
        )

        var serveCmd = &cobra.Command{Use: "serve", RunE: serve}

        func init() { rootCmd.AddCommand(serveCmd) }

        func serve(cmd *cobra.Command, args []string) error {
            e := echo.New()
            g := e.Group("/api")
            {
                g := g.Group("/inner")
                g.GET("/x", ping)
            }
            g.GET("/ping", ping)
            return e.Start(":80")
        }

        func ping(c echo.Context) error { return nil }
    """
    assert routes(tmp_path, {"main.go": main, "cmd/root.go": root, "cmd/serve.go": serve}) == [
        ("GET", "/api/inner/x", "ping", ()),
        ("GET", "/api/ping", "ping", ()),
    ]
