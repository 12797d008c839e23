"""Gin: groups in global structs of structs, plugins that register themselves, constructors that fx calls."""

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
    inventory = collect(folder, [folder])
    backend = build(inventory.files, inventory.generated)
    return sorted(
        (method, route.path, route.route.handler.name, tuple(guard.name for guard in route.guards))
        for route in backend.routes
        for method in route.methods
    )


def test_structs_of_routers(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            import (
                _ "example.com/shop/plugins/mail"
                "example.com/shop/global"
                "example.com/shop/plugins"
                "example.com/shop/router"
                "github.com/gin-gonic/gin"
            )

            func main() {
                engine := gin.New()
                public := engine.Group(global.Config.Prefix)
                private := engine.Group(global.Config.Prefix)
                private.Use(Auth()).Use(Audit())
                engine.Use(Late())
                router.App.System.InitUser(private, public)
                plugins.Install(engine)
                engine.Run()
            }

            func Auth() gin.HandlerFunc { return func(c *gin.Context) { c.Next() } }
            func Audit() gin.HandlerFunc { return func(c *gin.Context) { c.Next() } }
            func Late() gin.HandlerFunc { return func(c *gin.Context) { c.Next() } }
        """,
        "global/global.go": """
            package global

            type Settings struct {
                Prefix string `yaml:"prefix"`
            }

            var Config Settings
        """,
        "router/enter.go": """
            package router

            import "example.com/shop/router/system"

            type Group struct{ System system.Group }

            var App = new(Group)
        """,
        "router/system/user.go": """
            package system

            import (
                "example.com/shop/api"
                "github.com/gin-gonic/gin"
            )

            type Group struct{ UserRouter }
            type UserRouter struct{}

            func (r *UserRouter) InitUser(private, public *gin.RouterGroup) {
                users := private.Group("users")
                {
                    users.GET("", userApi.List)
                    users.POST("/", userApi.Add)
                }
                public.POST("login", userApi.Login)
            }

            var userApi = apis.User
            var apis = api.All
        """,
        "api/api.go": """
            package api

            import "github.com/gin-gonic/gin"

            type UserApi struct{}
            type Group struct{ User UserApi }

            var All = new(Group)

            func (u *UserApi) List(c *gin.Context)  {}
            func (u *UserApi) Add(c *gin.Context)   {}
            func (u *UserApi) Login(c *gin.Context) {}
        """,
        "plugins/plugins.go": """
            package plugins

            import "github.com/gin-gonic/gin"

            type Plugin interface{ Register(engine *gin.Engine) }

            var known []Plugin

            func Add(p Plugin) { known = append(known, p) }

            func Install(engine *gin.Engine) {
                all := make([]Plugin, len(known))
                copy(all, known)
                for i := range all {
                    all[i].Register(engine)
                }
            }
        """,
        "plugins/mail/mail.go": """
            package mail

            import (
                "example.com/shop/plugins"
                "github.com/gin-gonic/gin"
            )

            func init() { plugins.Add(new(plugin)) }

            type plugin struct{}

            func (p *plugin) Register(engine *gin.Engine) { engine.Group("mail").POST("send", send) }
            func send(c *gin.Context) {}
        """,
        "plugins/unused/unused.go": """
            package unused

            import (
                "example.com/shop/plugins"
                "github.com/gin-gonic/gin"
            )

            func init() { plugins.Add(new(plugin)) }

            type plugin struct{}

            func (p *plugin) Register(engine *gin.Engine) { engine.GET("unused", nil) }
        """,
    }
    assert routes(tmp_path, files) == [
        ("GET", "/users", "UserApi.List", ("Auth", "Audit")),
        ("POST", "/login", "UserApi.Login", ()),
        ("POST", "/mail/send", "send", ("Late",)),
        ("POST", "/users", "UserApi.Add", ("Auth", "Audit")),
    ]


def test_injected_constructors(tmp_path: Path) -> None:
    main = """
        package main

        import (
            "github.com/gin-gonic/gin"
            "go.uber.org/fx"
        )

        type Handler struct{ repo *Repo }
        type Repo struct{}

        func NewRepo() (*Repo, error)        { return &Repo{}, nil }
        func NewHandler(repo *Repo) *Handler { return &Handler{repo: repo} }
        func NewEngine() *gin.Engine         { return gin.Default() }

        func Register(engine *gin.Engine, h *Handler) {
            g := engine.Group("/api", gin.BasicAuth(gin.Accounts{}))
            g.GET("/x", h.Get)
        }
        func (h *Handler) Get(c *gin.Context) {}

        var Module = fx.Options(fx.Provide(NewRepo, NewHandler), fx.Provide(NewEngine))

        func main() {
            fx.New(Module, fx.Invoke(Register)).Run()
        }
    """
    assert routes(tmp_path, {"main.go": main}) == [("GET", "/api/x", "Handler.Get", ("gin.BasicAuth",))]


def test_wire(tmp_path: Path) -> None:
    files = {
        "main.go": """
            package main

            func main() {
                app, cleanup, err := initApp("/base")
                if err != nil {
                    panic(err)
                }
                defer cleanup()
                app.engine.Run()
            }
        """,
        "wire.go": """
            //go:build wireinject

            package main

            import "github.com/google/wire"

            func initApp(base string) (*App, func(), error) {
                panic(wire.Build(NewUsers, NewEngine, NewApp))
            }
        """,
        "wire_gen.go": """
            // Code generated by Wire. DO NOT EDIT.

            //go:build !wireinject

            package main

            func initApp(base string) (*App, func(), error) {
                users := NewUsers()
                engine, err := NewEngine(base, users)
                if err != nil {
                    return nil, nil, err
                }
                app := NewApp(engine)
                return app, func() {}, nil
            }
        """,
        "app.go": """
            package main

            import "github.com/gin-gonic/gin"

            type App struct{ engine *gin.Engine }
            type Users struct{}

            func NewUsers() *Users            { return &Users{} }
            func NewApp(e *gin.Engine) *App   { return &App{engine: e} }
            func (u *Users) Get(c *gin.Context) {}

            func NewEngine(base string, users *Users) (*gin.Engine, error) {
                r := gin.New()
                r.Group(base).GET("/users", users.Get)
                return r, nil
            }
        """,
    }
    assert routes(tmp_path, files) == [("GET", "/base/users", "Users.Get", ())]
