"""Routers of the project's own around a library's, and libraries that make the router themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import guarded, inventory, lines

OWN = {
    "chi: a router of the project's own, Route in Route in Route, a captcha that administrators are spared": (
        """
        === go.mod
        module example.com/shop

        go 1.22
        === api/router.go
        package api

        import (
            "context"
            "net/http"

            "github.com/go-chi/chi/v5"
        )

        type router struct {
            chi chi.Router
        }

        type step func(w http.ResponseWriter, r *http.Request) (context.Context, error)
        type answer func(w http.ResponseWriter, r *http.Request) error

        func newRouter() *router { return &router{chi.NewRouter()} }

        func (r *router) Route(pattern string, fn func(*router)) {
            r.chi.Route(pattern, func(c chi.Router) {
                fn(&router{c})
            })
        }

        func (r *router) Get(pattern string, fn answer)    { r.chi.Get(pattern, fn.serve) }
        func (r *router) Post(pattern string, fn answer)   { r.chi.Post(pattern, fn.serve) }
        func (r *router) Delete(pattern string, fn answer) { r.chi.Delete(pattern, fn.serve) }
        func (r *router) Use(fn step)                      { r.chi.Use(fn.handler) }
        func (r *router) With(fn step) *router             { return &router{r.chi.With(fn.handler)} }

        func (a answer) serve(w http.ResponseWriter, r *http.Request) {
            if err := a(w, r); err != nil {
                http.Error(w, err.Error(), 500)
            }
        }

        func (s step) handler(next http.Handler) http.Handler {
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                ctx, err := s(w, r)
                if err != nil {
                    http.Error(w, err.Error(), 400)
                    return
                }
                next.ServeHTTP(w, r.WithContext(ctx))
            })
        }
        === api/api.go
        package api

        import (
            "context"
            "errors"
            "net/http"
        )

        type API struct{}

        func New() *router {
            a := &API{}
            r := newRouter()
            r.With(a.verifyCaptcha).Post("/signup", a.signUp)
            r.Route("/", func(r *router) {
                r.Route("/admin", func(r *router) {
                    r.Use(a.requireAdmin)
                    r.Route("/users", func(r *router) {
                        r.Get("/", a.users)
                        r.Route("/{user_id}", func(r *router) {
                            r.Get("/", a.user)
                            r.Route("/factors", func(r *router) {
                                r.Delete("/{factor_id}", a.deleteFactor)
                            })
                        })
                    })
                })
            })
            return r
        }

        func (a *API) signUp(w http.ResponseWriter, r *http.Request) error       { return nil }
        func (a *API) users(w http.ResponseWriter, r *http.Request) error        { return nil }
        func (a *API) user(w http.ResponseWriter, r *http.Request) error         { return nil }
        func (a *API) deleteFactor(w http.ResponseWriter, r *http.Request) error { return nil }

        func (a *API) requireAdmin(w http.ResponseWriter, r *http.Request) (context.Context, error) {
            if r.Header.Get("Authorization") == "" {
                return nil, errors.New("unauthorized")
            }
            return r.Context(), nil
        }

        func (a *API) verifyCaptcha(w http.ResponseWriter, r *http.Request) (context.Context, error) {
            if _, err := a.requireAdmin(w, r); err == nil {
                return r.Context(), nil
            }
            if r.FormValue("answer") != "42" {
                return nil, errors.New("wrong answer")
            }
            return r.Context(), nil
        }
        === main.go
        package main

        import (
            "net/http"

            "example.com/shop/api"
        )

        func main() { http.ListenAndServe(":8080", api.New()) }
        """,
        """
        POST /signup: open
        GET /admin/users: API.requireAdmin
        GET /admin/users/{user_id}: API.requireAdmin
        DELETE /admin/users/{user_id}/factors/{factor_id}: API.requireAdmin
        """,
    ),
    "gin: a library makes the engine, and starts what it is given in its options; a list of addresses is no sign-in": (
        """
        === go.mod
        module example.com/shop

        go 1.22
        === main.go
        package main

        import (
            "net"

            "example.com/shop/router"
            "github.com/acme/frame"
            "github.com/acme/restart"
        )

        func serve() func(l []net.Listener) error {
            return func(l []net.Listener) error {
                frame.OnStart(func() {
                    router.Init()
                })
                return frame.Serve(l[0])
            }
        }

        func main() {
            restart.New(restart.Config{
                Run:  func(l []net.Listener) error { return serve()(l) },
                Name: "shop",
            })
        }
        === router/router.go
        package router

        import (
            "net/http"

            "example.com/shop/users"
            "github.com/acme/frame"
            "github.com/gin-gonic/gin"
        )

        var allowed []string

        func OnlyFrom() gin.HandlerFunc {
            return func(c *gin.Context) {
                if len(AuthSettings.Allowed) == 0 || AuthSettings.Has(c.ClientIP()) {
                    c.Next()
                    return
                }
                c.AbortWithStatus(http.StatusForbidden)
            }
        }

        func Required() gin.HandlerFunc {
            return func(c *gin.Context) {
                if c.GetHeader("Authorization") == "" {
                    c.AbortWithStatus(http.StatusUnauthorized)
                }
            }
        }

        func Init() {
            r := frame.Engine()
            r.GET("/healthz", users.Health)
            pages(r)
            api := r.Group("/api", OnlyFrom())
            users.Public(api)
            users.Private(api.Group("/", Required()))
        }

        func pages(r *gin.Engine) { r.GET("/about", users.Health) }
        === users/users.go
        package users

        import "github.com/gin-gonic/gin"

        func Public(r *gin.RouterGroup)  { r.POST("/login", Login) }
        func Private(r *gin.RouterGroup) { r.GET("users", List) }
        func Health(c *gin.Context)      {}
        func Login(c *gin.Context)       {}
        func List(c *gin.Context)        {}
        """,
        """
        GET /healthz: open
        GET /about: open
        POST /api/login: open
        GET /api/users: Required
        """,
    ),
    "express: routers that are asked as handlers, makers with new and prototypes, settings of the application": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4", "lodash": "4"}}
        === lib/api/index.js
        'use strict';
        const express = require('express');

        function create(env, ctx) {
          const app = express();
          const orders = require('./orders')(ctx);
          app.all('/orders*', orders);
          app.all('/baskets*', orders);
          return app;
        }
        module.exports = create;
        === lib/api/orders.js
        'use strict';
        function configure(ctx) {
          const express = require('express'), api = express.Router();
          api.use(ctx.authorization.requirePermission('orders'));
          api.get('/orders/:id', (req, res) => res.end());
          api.get('/baskets', (req, res) => res.end());
          return api;
        }
        module.exports = configure;
        === lib/api3/collection.js
        'use strict';
        const security = require('./security');

        function operation(app, what) {
          return async function run(req, res) {
            const context = { app, what, req, res };
            await security.authenticate(context);
            res.end();
          };
        }

        function Collection({ app, name }) {
          const self = this;
          self.name = name;
          self.map = function map() {
            app.get('/' + name, operation(app, 'search'));
          };
        }
        module.exports = Collection;
        === lib/api3/page.js
        function Page(app, path) {
          this.app = app;
          this.path = path;
        }
        Page.prototype.show = function () {
          this.app.get(this.path, (req, res) => res.end());
        };
        module.exports = Page;
        === lib/api3/security.js
        function authenticate(context) {
          return new Promise((resolve, reject) => {
            const { req, res } = context;
            if (!req.header('Authorization')) {
              return reject(res.status(401).end());
            }
            resolve();
          });
        }
        module.exports = { authenticate };
        === lib/api3/index.js
        const express = require('express');
        const _ = require('lodash');
        const Collection = require('./collection');
        const Page = require('./page');

        module.exports = function configure(env) {
          const app = express();
          app.set('collections', ['food', 'drinks']);
          const made = {};
          for (const name of app.get('collections')) {
            made[name] = new Collection({ app, name });
          }
          _.forOwn(made, function (one) {
            one.map();
          });
          new Page(app, '/version').show();
          return app;
        };
        === lib/server/app.js
        const express = require('express');

        function create(env, ctx) {
          const app = express();
          const api = require('../api/')(env, ctx);
          const api3 = require('../api3/')(env);
          app.use('/api/v1', api);
          app.use('/api/v3', api3);
          return app;
        }
        module.exports = create;
        """,
        """
        GET /api/v1/orders/{id}: ctx.authorization.requirePermission
        GET /api/v1/baskets: ctx.authorization.requirePermission
        GET /api/v3/food: the handler's own check
        GET /api/v3/drinks: the handler's own check
        GET /api/v3/version: open
        """,
    ),
}


@pytest.mark.parametrize("name", OWN)
def test_routers_of_ones_own(name: str, tmp_path: Path) -> None:
    project, expected = OWN[name]
    assert guarded(inventory(tmp_path, project)) == lines(expected)
