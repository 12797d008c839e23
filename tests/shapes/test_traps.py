"""Code that looks like one thing and is another: blocks of a group, versions, and limits that limit nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import guarded, inventory, lines, paging, write

OUTER = {
    "gin: a route inside a group's braces that is registered on the engine": (
        """
        === go.mod
        module example.com/shop

        require github.com/gin-gonic/gin v1.9.0

        === main.go
        package main

        import "github.com/gin-gonic/gin"

        func auth(c *gin.Context) {
            if c.GetHeader("Authorization") == "" {
                c.AbortWithStatus(401)
            }
        }

        func ok(c *gin.Context) {}

        func main() {
            r := gin.Default()
            private := r.Group("/private", auth)
            {
                private.GET("/in", ok)
                r.GET("/out", ok)
            }
            r.Run()
        }
        """,
        """
        GET /private/in: auth
        GET /out: open
        """,
    ),
    "chi: a route in a Route's function that is registered on the router around it": (
        """
        === go.mod
        module example.com/shop

        require github.com/go-chi/chi/v5 v5.0.0

        === main.go
        package main

        import (
            "net/http"

            "github.com/go-chi/chi/v5"
        )

        func auth(next http.Handler) http.Handler {
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                if r.Header.Get("Authorization") == "" {
                    http.Error(w, "", 401)
                    return
                }
                next.ServeHTTP(w, r)
            })
        }

        func ok(w http.ResponseWriter, r *http.Request) {}

        func main() {
            root := chi.NewRouter()
            root.Route("/private", func(r chi.Router) {
                r.Use(auth)
                r.Get("/in", ok)
                root.Get("/out", ok)
            })
            http.ListenAndServe(":8080", root)
        }
        """,
        """
        GET /private/in: auth
        GET /out: open
        """,
    ),
    "fastify: a route in a plugin that is registered on the instance around it": (
        """
        === package.json
        {"name": "shop", "dependencies": {"fastify": "4"}}

        === server.js
        const app = require('fastify')();

        async function auth(request, reply) {
          if (!request.headers.authorization) reply.code(401).send();
        }

        app.register(async (instance) => {
          instance.addHook('onRequest', auth);
          instance.get('/in', async () => 'ok');
          app.get('/out', async () => 'ok');
        }, { prefix: '/private' });
        app.listen({ port: 3000 });
        """,
        """
        GET /private/in: auth
        GET /out: open
        """,
    ),
    "echo: a route in a group's braces that is registered on the server": (
        """
        === go.mod
        module example.com/shop

        require github.com/labstack/echo/v4 v4.11.0

        === main.go
        package main

        import (
            "github.com/labstack/echo/v4"
            "github.com/labstack/echo/v4/middleware"
        )

        func ok(c echo.Context) error { return nil }

        func main() {
            e := echo.New()
            if g := e.Group("/private"); g != nil {
                g.Use(middleware.JWT([]byte("k")))
                g.GET("/in", ok)
                e.GET("/out", ok)
            }
            e.Start(":8080")
        }
        """,
        """
        GET /private/in: middleware.JWT
        GET /out: open
        """,
    ),
    "fastapi: a route below another router's routes": (
        """
        === main.py
        from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request

        def auth(request: Request):
            if "Authorization" not in request.headers:
                raise HTTPException(401)

        app = FastAPI()
        private = APIRouter(prefix="/private", dependencies=[Depends(auth)])

        @private.get("/in")
        def inside(): ...

        @app.get("/out")
        def outside(): ...

        @private.get("/too")
        def inside_too(): ...

        app.include_router(private)
        """,
        """
        GET /private/in: auth
        GET /private/too: auth
        GET /out: open
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), OUTER.values(), ids=OUTER)
def test_a_route_in_a_groups_block_that_is_not_the_groups(tmp_path: Path, project: str, expected: str) -> None:
    assert guarded(inventory(tmp_path, project)) == lines(expected)


SQLALCHEMY = """
    === db.py
    from sqlalchemy import create_engine
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

    class Base(DeclarativeBase): ...

    class Item(Base):
        __tablename__ = "items"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]

    engine = create_engine("postgresql:///shop")

    def get_db():
        with Session(engine) as session:
            yield session

    === main.py
    from typing import Annotated
    from fastapi import Depends, FastAPI, Query
    from sqlalchemy import select
    from sqlalchemy.orm import Session
    from db import Item, get_db

    app = FastAPI()
    Db = Annotated[Session, Depends(get_db)]

"""
DJANGO = """
    === manage.py
    import os
    os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings"

    === proj/__init__.py
    === proj/settings.py
    ROOT_URLCONF = "proj.urls"
    INSTALLED_APPS = ["rest_framework", "proj"]

    === proj/models.py
    from django.db import models

    class Item(models.Model):
        name = models.CharField(max_length=20)

    === proj/urls.py
    from django.urls import path
    from . import views

    urlpatterns = [path("items", views.items)]

    === proj/views.py
    from django.http import JsonResponse
    from .models import Item

"""
PRISMA = """
    === package.json
    {"name": "shop", "dependencies": {"express": "4", "@prisma/client": "5"}}

    === app.ts
    import express from 'express';
    import { PrismaClient } from '@prisma/client';

    const prisma = new PrismaClient();
    const app = express();
    app.listen(3000);

"""
GORM = """
    === go.mod
    module example.com/shop

    require (
        github.com/gin-gonic/gin v1.9.0
        gorm.io/gorm v1.25.0
    )

    === main.go
    package main

    import (
        "strconv"

        "github.com/gin-gonic/gin"
        "gorm.io/gorm"
    )

    type Item struct {
        ID   uint
        Name string
    }

    var db *gorm.DB

    func main() {
        r := gin.Default()
        r.GET("/items", items)
        r.Run()
    }

"""
LIMITS = {
    "sqlalchemy: limited": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: Annotated[int, Query(le=100)] = 20, offset: int = 0):
        return db.scalars(select(Item).limit(limit).offset(offset)).all()
    """, "paged"),
    "sqlalchemy: a parameter that is declared and never used": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, page: int = 1, limit: int = Query(default=20, le=100)):
        return db.scalars(select(Item).order_by(Item.id)).all()
    """, "unpaged"),
    "sqlalchemy: parameters in a dependency that nothing uses": (SQLALCHEMY, """
    class Page:
        def __init__(self, limit: int = 20, offset: int = 0):
            self.limit, self.offset = limit, offset

    @app.get("/items")
    def items(db: Db, page: Annotated[Page, Depends()]):
        return db.query(Item).all()
    """, "unpaged"),
    "sqlalchemy: a default of all": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: int | None = None):
        return db.scalars(select(Item).limit(limit)).all()
    """, "unpaged"),
    "sqlalchemy: limited only when the client asks": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: int = 0):
        statement = select(Item)
        if limit:
            statement = statement.limit(limit)
        return db.scalars(statement).all()
    """, "unpaged"),
    "sqlalchemy: all before the slice": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: int = 20):
        rows = db.query(Item).all()
        return rows[:limit]
    """, "unpaged"),
    "sqlalchemy: a limit that is thrown away": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: int = 20):
        query = db.query(Item)
        query.limit(limit)
        return query.all()
    """, "unpaged"),
    "sqlalchemy: a limit in a helper that another file has": (SQLALCHEMY, """
    from pages import one_page

    @app.get("/items")
    def items(db: Db, limit: int = Query(20, le=100)):
        return one_page(db.query(Item), limit=limit).all()

    === pages.py
    def one_page(query, limit=20, offset=0):
        return query.offset(offset).limit(min(limit, 100))
    """, "paged"),
    "sqlalchemy: the helper gives the query back as it was": (SQLALCHEMY, """
    def one_page(query, limit=20):
        query.limit(limit)
        return query

    @app.get("/items")
    def items(db: Db, limit: int = 20):
        return one_page(db.query(Item), limit).all()
    """, "unpaged"),
    "django: sliced": (DJANGO, """
    def items(request):
        page = int(request.GET.get("page", 1))
        rows = Item.objects.order_by("id")[(page - 1) * 20 : page * 20]
        return JsonResponse({"items": list(rows.values())})
    """, "paged"),
    "django: a paging parameter that is read and never used": (DJANGO, """
    def items(request):
        page = int(request.GET.get("page", 1))
        return JsonResponse({"page": page, "items": list(Item.objects.values())})
    """, "unpaged"),
    "django: sliced after the list was read": (DJANGO, """
    def items(request):
        rows = list(Item.objects.all())
        return JsonResponse({"items": [row.name for row in rows[:20]]})
    """, "unpaged"),
    "django: sliced only when the client asks": (DJANGO, """
    def items(request):
        rows = Item.objects.order_by("id")
        if "limit" in request.GET:
            rows = rows[: int(request.GET["limit"])]
        return JsonResponse({"items": [row.name for row in rows]})
    """, "unpaged"),
    "django: a paginator": (DJANGO, """
    from django.core.paginator import Paginator

    def items(request):
        page = Paginator(Item.objects.order_by("id"), 20).get_page(request.GET.get("page"))
        return JsonResponse({"items": [row.name for row in page]})
    """, "paged"),
    "prisma: take and skip": (PRISMA, """
    app.get('/items', async (req, res) => {
      const take = Math.min(Number(req.query.limit) || 20, 100);
      res.json(await prisma.item.findMany({ take, skip: Number(req.query.offset) || 0 }));
    });
    """, "paged"),
    "prisma: parameters that are read and never used": (PRISMA, """
    app.get('/items', async (req, res) => {
      const { page = 1, limit = 20 } = req.query;
      res.json({ page, limit, items: await prisma.item.findMany({ orderBy: { id: 'asc' } }) });
    });
    """, "unpaged"),
    "prisma: a limit only when the client sends one": (PRISMA, """
    app.get('/items', async (req, res) => {
      const limit = req.query.limit ? Number(req.query.limit) : undefined;
      res.json(await prisma.item.findMany({ take: limit }));
    });
    """, "unpaged"),
    "prisma: options that a spread adds under a condition": (PRISMA, """
    app.get('/items', async (req, res) => {
      const { limit } = req.query;
      res.json(await prisma.item.findMany({ where: {}, ...(limit && { take: +limit }) }));
    });
    """, "unpaged"),
    "prisma: sliced after the rows were read": (PRISMA, """
    app.get('/items', async (req, res) => {
      const items = await prisma.item.findMany();
      res.json(items.slice(0, 20));
    });
    """, "unpaged"),
    "gorm: limit before find": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        limit, err := strconv.Atoi(c.DefaultQuery("limit", "20"))
        if err != nil || limit > 100 {
            limit = 20
        }
        db.Limit(limit).Find(&rows)
        c.JSON(200, rows)
    }
    """, "paged"),
    "gorm: limit after find has no effect": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        limit, _ := strconv.Atoi(c.DefaultQuery("limit", "20"))
        db.Find(&rows).Limit(limit)
        c.JSON(200, rows)
    }
    """, "unpaged"),
    "gorm: -1 is no limit": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        _ = strconv.Itoa(1)
        db.Limit(-1).Find(&rows)
        c.JSON(200, rows)
    }
    """, "unpaged"),
    "gorm: limit only when the client sends one": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        query := db.Model(&Item{})
        if text := c.Query("limit"); text != "" {
            limit, _ := strconv.Atoi(text)
            query = query.Limit(limit)
        }
        query.Find(&rows)
        c.JSON(200, rows)
    }
    """, "unpaged"),
    "gorm: a parameter that is read and never used": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        limit, _ := strconv.Atoi(c.Query("limit"))
        db.Order("id").Find(&rows)
        c.JSON(200, gin.H{"limit": limit, "rows": rows})
    }
    """, "unpaged"),
    "gorm: scopes that page": (GORM, """
    func page(c *gin.Context) func(db *gorm.DB) *gorm.DB {
        return func(db *gorm.DB) *gorm.DB {
            number, _ := strconv.Atoi(c.Query("page"))
            return db.Offset(number * 20).Limit(20)
        }
    }

    func items(c *gin.Context) {
        var rows []Item
        db.Scopes(page(c)).Find(&rows)
        c.JSON(200, rows)
    }
    """, "paged"),
    "sqlalchemy: one of two queries is limited": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: int | None = None):
        q = select(Item).limit(limit) if limit is not None else select(Item)
        return db.scalars(q).all()
    """, "unpaged"),
    "sqlalchemy: the default is the word all": (SQLALCHEMY, """
    @app.get("/items")
    def items(db: Db, limit: str = "all"):
        q = select(Item)
        if limit != "all":
            q = q.limit(int(limit))
        return db.scalars(q).all()
    """, "unpaged"),
    "sqlalchemy: a page size that is an attribute of a class": (SQLALCHEMY, """
    class Settings:
        PAGE = 50

    @app.get("/items")
    def items(db: Db):
        return db.scalars(select(Item).limit(Settings.PAGE)).all()
    """, "paged"),
    "sqlalchemy: the page of a library": (SQLALCHEMY, """
    from fastapi_pagination import Page, add_pagination
    from fastapi_pagination.ext.sqlalchemy import paginate

    @app.get("/items")
    def items(db: Db) -> Page[dict]:
        return paginate(db, select(Item).order_by(Item.id))

    add_pagination(app)
    """, "paged"),
    "sqlalchemy: a repository's limit that nothing is given for": (SQLALCHEMY, """
    class Repo:
        def __init__(self, db): self.db = db
        def list(self, limit=None, offset=0):
            q = select(Item).offset(offset)
            if limit is not None:
                q = q.limit(limit)
            return self.db.scalars(q).all()

    @app.get("/items")
    def items(db: Db):
        return Repo(db).list()
    """, "unpaged"),
    "sqlalchemy: a repository's optional limit that is always given": (SQLALCHEMY, """
    class Repo:
        def __init__(self, db): self.db = db
        def list(self, limit=None, offset=0):
            q = select(Item).offset(offset)
            if limit is not None:
                q = q.limit(limit)
            return self.db.scalars(q).all()

    @app.get("/items")
    def items(db: Db, size: int = 20):
        return Repo(db).list(limit=size)
    """, "paged"),
    "sqlalchemy: a repository's optional limit that the client may leave out": (SQLALCHEMY, """
    class Repo:
        def __init__(self, db): self.db = db
        def list(self, limit=None, offset=0):
            q = select(Item).offset(offset)
            if limit:
                q = q.limit(limit)
            return self.db.scalars(q).all()

    @app.get("/items")
    def items(db: Db, size: int | None = None):
        return Repo(db).list(limit=size)
    """, "unpaged"),
    "sqlalchemy: a limit among further named arguments": (SQLALCHEMY, """
    def read(db, **options):
        return db.scalars(select(Item).limit(options["limit"])).all()

    @app.get("/items")
    def items(db: Db, size: int = 20):
        return read(db, limit=size)
    """, "paged"),
    "sqlalchemy: a limit in a model of the query": (SQLALCHEMY, """
    from pydantic import BaseModel, Field

    class Paging(BaseModel):
        limit: int = Field(20, le=100)
        offset: int = 0

    @app.get("/items")
    def items(db: Db, paging: Annotated[Paging, Query()]):
        return db.scalars(select(Item).offset(paging.offset).limit(paging.limit)).all()
    """, "paged"),
    "sqlalchemy: a limit in a model of the query that is not used": (SQLALCHEMY, """
    from pydantic import BaseModel, Field

    class Paging(BaseModel):
        limit: int = Field(20, le=100)
        offset: int = 0

    @app.get("/items")
    def items(db: Db, paging: Annotated[Paging, Query()]):
        return db.scalars(select(Item).offset(paging.offset)).all()
    """, "unpaged"),
    "sqlalchemy: a limit in a model of the query that is None by default": (SQLALCHEMY, """
    from pydantic import BaseModel, Field

    class Paging(BaseModel):
        limit: int | None = None

    @app.get("/items")
    def items(db: Db, paging: Annotated[Paging, Query()]):
        return db.scalars(select(Item).limit(paging.limit)).all()
    """, "unpaged"),
    "django: a slice up to None": (DJANGO, """
    def items(request):
        limit = request.GEget("limit")
        rows = Item.objects.all()[: int(limit) if limit else None]
        return JsonResponse({"items": list(rows.values())})
    """, "unpaged"),
    "django: a slice without an end": (DJANGO, """
    def items(request):
        start = int(request.GEget("start", 0))
        rows = Item.objects.all()[start:]
        return JsonResponse({"items": list(rows.values())})
    """, "unpaged"),
    "prisma: a variable that may stay undefined": (PRISMA, """
    app.get('/items', async (req, res) => {
      let take;
      if (req.query.limit) take = Number(req.query.limit);
      res.json(await prisma.item.findMany({ take }));
    });
    """, "unpaged"),
    "prisma: undefined when the client sends none": (PRISMA, """
    app.get('/items', async (req, res) => {
      res.json(await prisma.item.findMany({ take: req.query.limit && +req.query.limit }));
    });
    """, "unpaged"),
    "prisma: an option that is added under a condition": (PRISMA, """
    app.get('/items', async (req, res) => {
      const options: any = { where: {} };
      if (req.query.limit) { options.take = Number(req.query.limit); }
      res.json(await prisma.item.findMany(options));
    });
    """, "unpaged"),
    "prisma: options that a helper makes": (PRISMA, """
    const paging = (req) => ({ take: Math.min(+req.query.limit || 20, 100), skip: +req.query.skip || 0 });
    app.get('/items', async (req, res) => {
      res.json(await prisma.item.findMany({ where: {}, ...paging(req) }));
    });
    """, "paged"),
    "prisma: one of two spreads is limited": (PRISMA, """
    app.get('/items', async (req, res) => {
      const { limit } = req.query;
      res.json(await prisma.item.findMany({ ...(limit ? { take: Number(limit) } : {}) }));
    });
    """, "unpaged"),
    "prisma: defaults of a service's parameters": (PRISMA, """
    class Items {
      async list({ page = 1, perPage = 20 } = {}) {
        return prisma.item.findMany({ skip: (page - 1) * perPage, take: perPage });
      }
    }
    app.get('/items', async (req, res) => {
      res.json(await new Items().list(req.query));
    });
    """, "paged"),
    "gorm: a scope of the documentation": (GORM, """
    func Paginate(page, size int) func(db *gorm.DB) *gorm.DB {
        return func(db *gorm.DB) *gorm.DB {
            if page <= 0 {
                page = 1
            }
            switch {
            case size > 100:
                size = 100
            case size <= 0:
                size = 10
            }
            offset := (page - 1) * size
            return db.Offset(offset).Limit(size)
        }
    }

    func items(c *gin.Context) {
        var rows []Item
        page, _ := strconv.Atoi(c.Query("page"))
        db.Order("id").Scopes(Paginate(page, 20)).Find(&rows)
        c.JSON(200, rows)
    }
    """, "paged"),
    "gorm: scope that only filters": (GORM, """
    func active(db *gorm.DB) *gorm.DB { return db.Where("active") }

    func items(c *gin.Context) {
        var rows []Item
        _ = strconv.Itoa(1)
        db.Scopes(active).Find(&rows)
        c.JSON(200, rows)
    }
    """, "unpaged"),
    "gorm: scope with early return": (GORM, """
    func page(c *gin.Context) func(db *gorm.DB) *gorm.DB {
        return func(db *gorm.DB) *gorm.DB {
            size, err := strconv.Atoi(c.Query("size"))
            if err != nil {
                return db
            }
            return db.Limit(size)
        }
    }

    func items(c *gin.Context) {
        var rows []Item
        db.Scopes(page(c)).Find(&rows)
        c.JSON(200, rows)
    }
    """, "unpaged"),
    # Only the first call of a chain copies the statement (`getInstance` of gorm.io/gorm); later ones change it.
    "gorm: a step of a chain whose result is not taken": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        q := db.Model(&Item{})
        limit, _ := strconv.Atoi(c.DefaultQuery("limit", "10"))
        q.Limit(limit)
        q.Find(&rows)
        c.JSON(200, rows)
    }
    """, "paged"),
    "gorm: a first step whose result is not taken": (GORM, """
    func items(c *gin.Context) {
        var rows []Item
        limit, _ := strconv.Atoi(c.DefaultQuery("limit", "10"))
        db.Limit(limit)
        db.Find(&rows)
        c.JSON(200, rows)
    }
    """, "unpaged"),
}  # fmt: skip


@pytest.mark.parametrize(("around", "handler", "expected"), LIMITS.values(), ids=LIMITS)
def test_limits_that_limit_and_that_do_not(tmp_path: Path, around: str, handler: str, expected: str) -> None:
    write(tmp_path, around + handler)
    assert [said.rpartition(": ")[2] for said in paging(inventory(tmp_path))] == [expected]
