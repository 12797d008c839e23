"""gorilla/mux: subrouters, methods before and after the handler, middleware whenever it is added."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from backend_review.backend import build
from backend_review.project.files import collect
from frameworks.programs import backend_of

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


def test_subrouters(tmp_path: Path) -> None:
    main = """
        package main

        import (
            "net/http"
            "github.com/gorilla/handlers"
            "github.com/gorilla/mux"
            "example.com/shop/controllers"
        )

        func main() {
            r := mux.NewRouter().StrictSlash(true)
            r.HandleFunc("/", controllers.Home).Methods("GET").Name("home")
            api := r.PathPrefix("/api").Subrouter()
            controllers.Register(api.PathPrefix("/users").Subrouter())
            api.Path("/orders").Methods(http.MethodGet, http.MethodPost).HandlerFunc(controllers.Orders)
            api.Methods("PUT").Path("/orders/{id:[0-9]+}").Handler(http.HandlerFunc(controllers.Orders))
            api.Use(controllers.Auth)
            r.PathPrefix("/static/").Handler(http.StripPrefix("/static/", http.FileServer(http.Dir("."))))
            r.Handle("/metrics", controllers.Auth(http.HandlerFunc(controllers.Metrics)))
            http.Handle("/", handlers.LoggingHandler(nil, r))
            http.ListenAndServe(":80", nil)
        }
    """
    controllers = """
        package controllers

        import (
            "net/http"
            "github.com/gorilla/mux"
        )

        func Register(r *mux.Router) {
            r.HandleFunc("", List).Methods("GET")
            r.HandleFunc("/{id}", Get).Methods("GET", "HEAD")
            r.Use(Users)
        }

        func Auth(next http.Handler) http.Handler {
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
        }
        func Users(next http.Handler) http.Handler { return next }
        func Home(w http.ResponseWriter, r *http.Request) {}
        func List(w http.ResponseWriter, r *http.Request) {}
        func Get(w http.ResponseWriter, r *http.Request) {}
        func Orders(w http.ResponseWriter, r *http.Request) {}
        func Metrics(w http.ResponseWriter, r *http.Request) {}
    """
    log = "github.com/gorilla/handlers.LoggingHandler"
    files = 'http.StripPrefix("/static/", http.FileServer(http.Dir(".")))'
    auth = "controllers.Auth"
    assert routes(tmp_path, {"main.go": main, "controllers/controllers.go": controllers}) == sorted(
        [
            ("GET", "/", "Home", (log,)),
            ("GET", "/api/users", "List", (log, "Auth", "Users")),
            ("GET", "/api/users/{id}", "Get", (log, "Auth", "Users")),
            ("HEAD", "/api/users/{id}", "Get", (log, "Auth", "Users")),
            ("GET", "/api/orders", "Orders", (log, "Auth")),
            ("POST", "/api/orders", "Orders", (log, "Auth")),
            ("PUT", "/api/orders/{id}", "Orders", (log, "Auth")),
            ("*", "/static/{*}", files, (log,)),
            ("*", "/metrics", "Metrics", (log, auth.rpartition(".")[2])),
        ]
    )


def test_an_edition_adds_handlers_to_a_list_of_another_package(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/mesh\n",
        "main.go": """
            package main

            import "example.com/mesh/server"

            func main() { server.Run() }
        """,
        "main_ee.go": """
            //go:build ee

            package main

            import "example.com/mesh/pro"

            func init() { pro.Init() }
        """,
        "pro/init.go": """
            package pro

            import (
                "example.com/mesh/pro/web"
                "example.com/mesh/server"
            )

            func Init() {
                server.Handlers = append(server.Handlers, web.Handlers)
                server.List = web.List
            }
        """,
        "pro/web/web.go": """
            package web

            import (
                "net/http"

                "github.com/gorilla/mux"
            )

            func Handlers(r *mux.Router) { r.HandleFunc("/metrics", List).Methods(http.MethodGet) }
            func List(w http.ResponseWriter, r *http.Request) {}
        """,
        "server/server.go": """
            package server

            import (
                "net/http"

                "github.com/gorilla/mux"
            )

            var Handlers = []interface{}{nodes}
            var List http.HandlerFunc

            func nodes(r *mux.Router) { r.HandleFunc("/nodes", func(w http.ResponseWriter, r *http.Request) {}).Methods("GET") }

            func Run() {
                r := mux.NewRouter()
                for _, handler := range Handlers {
                    handler.(func(*mux.Router))(r)
                }
                http.ListenAndServe(":80", r)
            }
        """,
    }
    routes = backend_of(tmp_path, files).routes
    assert {found.path: found.conditional for found in routes} == {"/nodes": False, "/metrics": True}
