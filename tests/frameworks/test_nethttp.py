"""net/http: patterns with methods, mux under mux, stripped prefixes, wrappers around muxes and handlers."""

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


def test_mux_under_mux(tmp_path: Path) -> None:
    main = """
        package main

        import (
            "log"
            "net/http"
            "example.com/shop/api"
        )

        func logging(next http.Handler) http.Handler {
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                next.ServeHTTP(w, r)
            })
        }

        func main() {
            mux := http.NewServeMux()
            mux.HandleFunc("GET /{$}", home)
            mux.Handle("/api/", http.StripPrefix("/api", api.New()))
            mux.Handle("/v1/", api.Old())
            mux.Handle("/static/", http.FileServer(http.Dir("static")))
            server := &http.Server{Addr: ":80", Handler: logging(mux)}
            log.Fatal(server.ListenAndServe())
        }

        func home(w http.ResponseWriter, r *http.Request) {}
    """
    api = """
        package api

        import "net/http"

        type API struct{ mux *http.ServeMux }

        func New() http.Handler {
            a := &API{mux: http.NewServeMux()}
            a.mux.HandleFunc("GET /users/{id}", a.get)
            a.mux.Handle("POST /users", requireRole("admin")(http.HandlerFunc(a.add)))
            a.mux.HandleFunc("DELETE /users/{id...}", requireUser(a.remove))
            return a.limit(a.mux)
        }

        func Old() *http.ServeMux {
            mux := http.NewServeMux()
            mux.HandleFunc("/v1/things", func(w http.ResponseWriter, r *http.Request) {})
            return mux
        }

        func requireRole(role string) func(http.Handler) http.Handler {
            return func(next http.Handler) http.Handler {
                return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
            }
        }
        func requireUser(next http.HandlerFunc) http.HandlerFunc {
            return func(w http.ResponseWriter, r *http.Request) { next(w, r) }
        }
        func (a *API) limit(next http.Handler) http.Handler {
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { a.serve(w, r, next) })
        }
        func (a *API) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {}
        func (a *API) get(w http.ResponseWriter, r *http.Request) {}
        func (a *API) add(w http.ResponseWriter, r *http.Request) {}
        func (a *API) remove(w http.ResponseWriter, r *http.Request) {}
    """
    log, limit = "logging", "API.limit"
    assert routes(tmp_path, {"main.go": main, "api/api.go": api}) == sorted(
        [
            ("GET", "/", "home", (log,)),
            ("GET", "/api/users/{id}", "API.get", (log, limit)),
            ("POST", "/api/users", "API.add", (log, limit, "requireRole")),
            ("DELETE", "/api/users/{id}", "API.remove", (log, limit, "requireUser")),
            ("*", "/v1/things", "", (log,)),
            ("*", "/static/{*}", 'http.FileServer(http.Dir("static"))', (log,)),
        ]
    )


def test_default_mux_and_settings(tmp_path: Path) -> None:
    main = """
        package main

        import (
            "fmt"
            "net/http"
            "example.com/shop/config"
        )

        func main() {
            cfg, err := config.Load()
            if err != nil {
                panic(err)
            }
            http.HandleFunc(cfg.Base+"/ping", ping)
            http.HandleFunc(fmt.Sprintf("POST %s/items", cfg.Prefix), ping)
            if cfg.Debug {
                http.Handle("GET /debug", new(debug))
            }
            http.ListenAndServe(":80", nil)
        }

        type debug struct{}

        func (d *debug) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
        func ping(w http.ResponseWriter, r *http.Request) {}
    """
    config = """
        package config

        import "github.com/caarlos0/env/v11"

        type Config struct {
            Base   string `env:"BASE"`
            Prefix string `env:"PREFIX" envDefault:"/api"`
            Debug  bool   `env:"DEBUG"`
        }

        func Load() (*Config, error) {
            var cfg Config
            if err := env.Parse(&cfg); err != nil {
                return nil, err
            }
            return &cfg, nil
        }
    """
    assert routes(tmp_path, {"main.go": main, "config/config.go": config}) == [
        ("*", "/ping", "ping", ()),
        ("GET", "/debug", "debug.ServeHTTP", ()),
        ("POST", "/api/items", "ping", ()),
    ]


def test_background_work_does_not_hide_the_server(tmp_path: Path) -> None:
    work = (
        "\n".join(f"func step{i}(n int) int {{ return step{i + 1}(n) + step{i + 1}(n) }}" for i in range(30))
        + "\nfunc step30(n int) int { return n }"
    )
    files = {
        "work/work.go": f"package work\n\nfunc Run() int {{ return step0(1) }}\n{work}\n",
        "main.go": """
            package main

            import (
                "net/http"
                "example.com/shop/work"
            )

            func main() {
                work.Run()
                http.HandleFunc("GET /x", x)
            }

            func x(w http.ResponseWriter, r *http.Request) {}
        """,
    }
    assert routes(tmp_path, files) == [("GET", "/x", "x", ())]
