"""Fiber: groups whose middleware applies by path and order, mounted applications, versions 2 and 3."""

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


def test_groups_and_order(tmp_path: Path) -> None:
    main = """
        package main

        import (
            "github.com/gofiber/fiber/v2"
            "github.com/gofiber/fiber/v2/middleware/logger"
            "example.com/shop/router"
        )

        func main() {
            app := fiber.New()
            app.Get("/early", ping)
            app.Use(logger.New())
            router.Setup(app)
            app.Use("/late", limit)
            app.Get("/late/x", ping)
            app.Listen(":80")
        }

        func ping(c *fiber.Ctx) error { return nil }
        func limit(c *fiber.Ctx) error { return c.Next() }
    """
    router = """
        package router

        import "github.com/gofiber/fiber/v2"

        func Setup(app *fiber.App) {
            api := app.Group("/api")
            v1 := api.Group("/v1", protected())
            v1.Get("/users/:id<int>", get)
            v1.Post("/users", validate, add)
            app.Get("/api/v1/outside", get)
            app.Get("/apiary", get)
            api.Route("/things", func(r fiber.Router) {
                r.Get("/", get).Name("list")
                r.All("/*", get)
            })
            app.Mount("/admin", admin())
            app.Add(fiber.MethodDelete, "/gone", get)
        }

        func admin() *fiber.App {
            sub := fiber.New()
            sub.Get("/stats", get)
            return sub
        }

        func protected() fiber.Handler { return func(c *fiber.Ctx) error { return c.Next() } }
        func validate(c *fiber.Ctx) error { return c.Next() }
        func get(c *fiber.Ctx) error { return nil }
        func add(c *fiber.Ctx) error { return nil }
    """
    log = "logger.New"
    assert routes(tmp_path, {"main.go": main, "router/router.go": router}) == sorted(
        [
            ("GET", "/early", "ping", ()),
            ("GET", "/api/v1/users/{id}", "get", (log, "protected")),
            ("POST", "/api/v1/users", "add", (log, "protected", "validate")),
            ("GET", "/api/v1/outside", "get", (log, "protected")),
            ("GET", "/apiary", "get", (log,)),
            ("GET", "/api/things", "get", (log,)),
            ("*", "/api/things/{*}", "get", (log,)),
            ("GET", "/admin/stats", "get", (log,)),
            ("DELETE", "/gone", "get", (log,)),
            ("GET", "/late/x", "ping", (log, "limit")),
        ]
    )


def test_version_three(tmp_path: Path) -> None:
    main = """
        package main

        import "github.com/gofiber/fiber/v3"

        type Controller interface{ Register(r fiber.Router) }
        type users struct{}

        func (u *users) Register(r fiber.Router) {
            r.Route("/users").Get(u.list).Post(auth, u.add)
            r.Add([]string{fiber.MethodPut, fiber.MethodPatch}, "/users/:id", u.add)
        }
        func (u *users) list(c fiber.Ctx) error { return nil }
        func (u *users) add(c fiber.Ctx) error { return nil }
        func auth(c fiber.Ctx) error { return c.Next() }

        func main() {
            app := fiber.New()
            for _, c := range []Controller{&users{}} {
                c.Register(app.Group("/api"))
            }
            sub := fiber.New()
            sub.Get("/x", (&users{}).list)
            app.Use("/sub", sub)
            app.Listen(":80")
        }
    """
    assert routes(tmp_path, {"main.go": main}) == [
        ("GET", "/api/users", "users.list", ()),
        ("GET", "/sub/x", "users.list", ()),
        ("PATCH", "/api/users/{id}", "users.add", ()),
        ("POST", "/api/users", "users.add", ("auth",)),
        ("PUT", "/api/users/{id}", "users.add", ()),
    ]
