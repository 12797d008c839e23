"""What Go's functions give: results with names, results along with an error, and what is done when they end."""

from __future__ import annotations

from pathlib import Path

from backend_review.model import guards
from frameworks.programs import backend_of

_MODULE = {"go.mod": "module example.com/shop\n\ngo 1.22\n"}


def paths(folder: Path, files: dict[str, str]) -> list[str]:
    return sorted(found.path for found in backend_of(folder, {**_MODULE, **files}).routes)


def test_what_is_deferred_is_done_when_the_function_ends(tmp_path: Path) -> None:
    text = """
        package main

        import "net/http"

        type server struct{ mux *http.ServeMux }

        type program struct{ server *server }

        var running program

        func (s *server) routes() {
            s.mux.HandleFunc("GET /orders", list)
        }

        func stop() {
            running.server = nil
        }

        func start(mux *http.ServeMux) (err error) {
            running.server = &server{mux: mux}
            defer func() {
                if err != nil {
                    stop()
                }
            }()
            running.server.routes()
            return nil
        }

        func main() {
            mux := http.NewServeMux()
            start(mux)
            http.ListenAndServe(":8080", mux)
        }

        func list(w http.ResponseWriter, r *http.Request) {}
    """
    assert paths(tmp_path, {"main.go": text}) == ["/orders"]


def test_results_along_with_an_error_say_nothing(tmp_path: Path) -> None:
    text = """
        package main

        import (
            "crypto/md5"
            "encoding/hex"
            "fmt"
            "io"
            "net/http"
            "os"
        )

        func version(name string) (string, error) {
            file, err := os.Open(name)
            if err != nil {
                return "", err
            }
            hash := md5.New()
            io.Copy(hash, file)
            return hex.EncodeToString(hash.Sum(nil))[:10], nil
        }

        func prefix() (string, error) {
            if os.Getenv("PREFIX") == "bad" {
                return "", fmt.Errorf("bad prefix")
            }
            return "/shop", nil
        }

        func main() {
            of, _ := version("orders.css")
            below, _ := prefix()
            http.HandleFunc(fmt.Sprintf("GET /static/%s/orders.css", of), show)
            http.HandleFunc("GET "+below+"/orders", show)
            http.ListenAndServe(":8080", nil)
        }

        func show(w http.ResponseWriter, r *http.Request) {}
    """
    assert paths(tmp_path, {"main.go": text}) == ["/shop/orders", "/static/{?}/orders.css"]


def test_results_with_names(tmp_path: Path) -> None:
    """``return`` alone gives them; what a file is read into is an object of its type, also where nil comes with errors."""
    settings = """
        package settings

        import (
            "os"

            "github.com/gofiber/fiber/v2"
            "github.com/gofiber/fiber/v2/middleware/basicauth"
            "gopkg.in/yaml.v3"
        )

        type Security struct{ Name, Password string }

        type Settings struct {
            Security *Security `yaml:"security"`
        }

        func (s *Security) Protect(router fiber.Router) {
            router.Use(basicauth.New(basicauth.Config{Users: map[string]string{s.Name: s.Password}}))
        }

        func Load(path string) (*Settings, error) {
            data, err := os.ReadFile(path)
            if err != nil {
                return nil, err
            }
            settings, err := parse(data)
            if err != nil {
                return nil, err
            }
            return settings, nil
        }

        func parse(data []byte) (settings *Settings, err error) {
            if err = yaml.Unmarshal(data, &settings); err != nil {
                return
            }
            if err := check(settings); err != nil {
                return nil, err
            }
            return
        }

        func check(settings *Settings) error { return nil }
    """
    main = """
        package main

        import (
            "example.com/shop/settings"
            "github.com/gofiber/fiber/v2"
        )

        func routers() (app *fiber.App, api fiber.Router, err error) {
            app = fiber.New()
            api = app.Group("/api")
            return
        }

        func main() {
            loaded, _ := settings.Load("settings.yml")
            app, api, _ := routers()
            app.Get("/health", health)
            if loaded.Security != nil {
                loaded.Security.Protect(api)
            }
            api.Get("/orders", health)
            app.Listen(":8080")
        }

        func health(c *fiber.Ctx) error { return nil }
    """
    backend = backend_of(tmp_path, {**_MODULE, "main.go": main, "settings/settings.go": settings})
    assert {found.path: bool(guards.authentication_of(found)) for found in backend.routes} == {
        "/health": False,
        "/api/orders": True,
    }


def test_results_do_not_hide_what_else_has_their_names(tmp_path: Path) -> None:
    text = """
        package main

        import "net/http"

        var mux = http.NewServeMux()

        func other() (mux *http.ServeMux) {
            mux = http.NewServeMux()
            mux.HandleFunc("GET /internal", list)
            return
        }

        func main() {
            other()
            mux.HandleFunc("GET /orders", list)
            http.ListenAndServe(":8080", mux)
        }

        func list(w http.ResponseWriter, r *http.Request) {}
    """
    backend = backend_of(tmp_path, {**_MODULE, "main.go": text})
    apps = {found.path: found.app.place.line for found in backend.routes}
    assert apps["/orders"] != apps["/internal"]


def test_examples_are_no_part_of_the_program(tmp_path: Path) -> None:
    program = """
        package main

        import "net/http"

        func main() {
            http.HandleFunc("GET /%s", list)
            http.ListenAndServe(":8080", nil)
        }

        func list(w http.ResponseWriter, r *http.Request) {}
    """
    files = {"cmd/shop/main.go": program % "orders", "_examples/chat/main.go": program % "messages"}
    assert paths(tmp_path, files) == ["/orders"]


def test_a_method_that_gives_its_handler_away(tmp_path: Path) -> None:
    store = """
        package store

        import "database/sql"

        type Store struct{ db *sql.DB }

        func New(db *sql.DB) Store { return Store{db: db} }

        func (s Store) Orders() error {
            rows, err := s.db.Query("SELECT id FROM orders")
            if err != nil {
                return err
            }
            return rows.Close()
        }
    """
    main = """
        package main

        import (
            "database/sql"
            "net/http"

            "example.com/shop/store"
        )

        type Orders interface{ Orders() error }

        type server struct{ orders Orders }

        func (s server) list() http.HandlerFunc {
            return func(w http.ResponseWriter, r *http.Request) { s.orders.Orders() }
        }

        func main() {
            db, _ := sql.Open("postgres", "shop")
            s := server{orders: store.New(db)}
            http.HandleFunc("GET /orders", s.list())
            http.ListenAndServe(":8080", nil)
        }
    """
    backend = backend_of(tmp_path, {**_MODULE, "main.go": main, "store/store.go": store})
    (found,) = backend.routes
    assert [(effect.kind, effect.what) for effect in backend.effects_of(found)] == [("read_many", "orders")]


def test_members_of_embedded_library_types_are_not_looked_for_in_each_other(tmp_path: Path) -> None:
    text = """
        package main

        import (
            "io"
            "sync"

            "github.com/gin-gonic/gin"
        )

        type log struct {
            sync.RWMutex
            io.WriteCloser
        }

        func (l *log) start() {
            l.Lock()
            l.Close()
        }

        func main() {
            (&log{}).start()
            r := gin.New()
            r.GET("/orders", list)
            r.Run()
        }

        func list(c *gin.Context) {}
    """
    assert paths(tmp_path, {"main.go": text}) == ["/orders"]


def test_what_a_generic_function_makes_is_of_the_type_that_it_is_given_to(tmp_path: Path) -> None:
    text = """
        package main

        import (
            "github.com/creasty/defaults"
            "github.com/gin-gonic/gin"
        )

        type Ports struct {
            Path string `default:"/dns-query" yaml:"path"`
        }

        type Config struct {
            Ports Ports `yaml:"ports"`
        }

        func withDefaults[T any]() (T, error) {
            var made T
            if err := defaults.Set(&made); err != nil {
                return made, err
            }
            return made, nil
        }

        func load() (*Config, error) {
            made, err := withDefaults[Config]()
            return &made, err
        }

        func serve(r *gin.Engine, cfg *Config) {
            r.GET(cfg.Ports.Path, list)
        }

        func main() {
            cfg, _ := load()
            r := gin.New()
            serve(r, cfg)
            r.Run()
        }

        func list(c *gin.Context) {}
    """
    assert paths(tmp_path, {"main.go": text}) == ["/dns-query"]
