"""What Go servers answer with files, profilers and pages about the API: found, and told apart from the API."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of


def kinds(folder: Path, text: str) -> dict[str, str]:
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": text}
    return {f"{m} {found.path}": found.route.kind for found in backend_of(folder, files).routes for m in found.methods}


def test_gin(tmp_path: Path) -> None:
    text = """
        package main

        import (
            "github.com/gin-gonic/gin"
            ginSwagger "github.com/swaggo/gin-swagger"
        )

        func main() {
            r := gin.New()
            r.Static("/assets", "./assets")
            r.Group("/site").StaticFile("/logo.png", "./logo.png")
            r.GET("/swagger/*any", ginSwagger.WrapHandler(files.Handler))
            r.GET("/orders", list)
            r.Run()
        }

        func list(c *gin.Context) {}
    """
    assert kinds(tmp_path, text) == {
        "GET /assets/{filepath}": "static",
        "GET /site/logo.png": "static",
        "GET /swagger/{any}": "docs",
        "GET /orders": "http",
    }


def test_echo(tmp_path: Path) -> None:
    text = """
        package main

        import "github.com/labstack/echo/v4"

        func main() {
            e := echo.New()
            e.Static("/assets", "assets")
            e.File("/favicon.ico", "favicon.ico")
            e.GET("/orders", list)
            e.Start(":8080")
        }

        func list(c echo.Context) error { return nil }
    """
    assert kinds(tmp_path, text) == {
        "GET /assets/{*}": "static",
        "GET /favicon.ico": "static",
        "GET /orders": "http",
    }


def test_net_http(tmp_path: Path) -> None:
    text = """
        package main

        import (
            "net/http"
            "net/http/pprof"
        )

        func main() {
            mux := http.NewServeMux()
            mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
            mux.HandleFunc("/debug/pprof/", pprof.Index)
            mux.HandleFunc("GET /orders", list)
            http.ListenAndServe(":8080", mux)
        }

        func list(w http.ResponseWriter, r *http.Request) {}
    """
    assert kinds(tmp_path, text) == {
        "GET /static/{*}": "static",
        "* /debug/pprof/{*}": "debug",
        "GET /orders": "http",
    }


def test_of_two_functions_of_a_name_the_one_of_the_usual_build(tmp_path: Path) -> None:
    main = """
        package main

        import "net/http"

        func main() {
            http.HandleFunc("/orders", list)
            http.ListenAndServe(":8080", nil)
        }
    """
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n",
        "main.go": main,
        "list.go": "//go:build !lite && (linux || darwin)\n\npackage main\n\nimport \"net/http\"\n\n"
        "func list(w http.ResponseWriter, r *http.Request) {}\n",
        "z_lite.go": "// +build lite\n\npackage main\n\nimport \"net/http\"\n\n"
        "func list(w http.ResponseWriter, r *http.Request) { panic(1) }\n",
        "z_windows.go": "package main\n\nimport \"net/http\"\n\n"
        "func list(w http.ResponseWriter, r *http.Request) { panic(2) }\n",
    }  # fmt: skip
    found = backend_of(tmp_path, files).routes
    assert [item.route.handler.place.path for item in found] == ["list.go"]
