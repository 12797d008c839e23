"""httprouter: its own methods, and an engine of the project's own around it."""

from __future__ import annotations

from pathlib import Path

from frameworks.test_chi import routes


def test_verbs_handlers_and_files(tmp_path: Path) -> None:
    main = """
    package main

    import (
        "net/http"
        "github.com/julienschmidt/httprouter"
    )

    func show(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {}
    func list(w http.ResponseWriter, r *http.Request) {}

    func main() {
        router := httprouter.New()
        router.GET("/users/:id", show)
        router.Handler(http.MethodPost, "/users", http.HandlerFunc(list))
        router.HandlerFunc("PUT", "/users", list)
        router.ServeFiles("/static/*filepath", http.Dir("public"))
        http.ListenAndServe(":8080", router)
    }
    """
    assert routes(tmp_path, {"main.go": main}) == [
        ("GET", "/static/{filepath}", "ServeFiles", ()),
        ("GET", "/users/{id}", "show", ()),
        ("POST", "/users", "list", ()),
        ("PUT", "/users", "list", ()),
    ]


def test_an_engine_around_it(tmp_path: Path) -> None:
    files = {
        "web/engine.go": """
        package web

        import (
            "net/http"
            "github.com/julienschmidt/httprouter"
        )

        type Context struct{}
        type HandlerFunc func(*Context) error
        type MiddlewareFunc func(HandlerFunc) HandlerFunc
        type Engine struct {
            mux         *httprouter.Router
            middlewares []MiddlewareFunc
        }

        func New() *Engine { return &Engine{mux: httprouter.New()} }
        func (e *Engine) Get(path string, handler HandlerFunc) {
            e.mux.Handle("GET", path, e.handle(e.middlewares, handler))
        }
        func (e *Engine) handle(middlewares []MiddlewareFunc, handler HandlerFunc) httprouter.Handle {
            next := handler
            for i := len(middlewares) - 1; i >= 0; i-- {
                next = middlewares[i](next)
            }
            var h = func(res http.ResponseWriter, req *http.Request, ps httprouter.Params) { next(&Context{}) }
            return h
        }
        """,
        "main.go": """
        package main

        import "example.com/shop/web"

        func home(c *web.Context) error { return nil }

        func main() {
            r := web.New()
            r.Get("/", home)
            r.Get("/posts/:number", home)
        }
        """,
    }
    assert [(method, path) for method, path, _, _ in routes(tmp_path, files)] == [
        ("GET", "/"),
        ("GET", "/posts/{number}"),
    ]
