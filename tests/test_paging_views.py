"""Whether lists are paged: generic views of Django REST framework, routes that options register, relations that are
loaded with a row, queues, statements that a builder made for a driver."""

from __future__ import annotations

from pathlib import Path

from test_paging_idioms import misjudged, rows

DJANGO = {
    "manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings.local')\n",
    "config/__init__.py": "",
    "config/wsgi.py": """
        import os
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    """,
    "config/settings/__init__.py": "",
    "config/settings/aws_production.py": """
        ROOT_URLCONF = "config.urls"
        REST_FRAMEWORK = {"ORDERING_PARAM": "order_by"}
    """,
    "config/settings/production.py": """
        ROOT_URLCONF = "config.urls"
        REST_FRAMEWORK = {
            "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
            "PAGE_SIZE": 50,
        }
    """,
    "config/urls.py": """
        from django.urls import path
        from django.views.decorators.cache import cache_page
        from app import views

        urlpatterns = [
            path("paged/books/", views.Books.as_view()),
            path("paged/own/books/", views.OwnBooks.as_view()),
            path("paged/shelf/<int:pk>/books/", views.ShelfBooks.as_view()),
            path("all/books/", views.EveryBook.as_view()),
            path("all/given/books/", views.Given.as_view()),
            path("paged/feed/books/", cache_page(60)(views.BookFeed())),
            path("paged/plain/books/", views.Plain.as_view()),
        ]
    """,
    "app/__init__.py": "",
    "app/models.py": """
        from django.db import models

        class Book(models.Model):
            title = models.CharField(max_length=100)
    """,
    "app/views.py": """
        from django.contrib.syndication.views import Feed
        from rest_framework.generics import GenericAPIView, ListAPIView
        from rest_framework.mixins import ListModelMixin
        from rest_framework.pagination import PageNumberPagination
        from rest_framework.response import Response

        from app.models import Book

        class Pages(PageNumberPagination):
            page_size = 20

        class Books(ListAPIView):
            queryset = Book.objects.all()

        class OwnBooks(ListAPIView):
            queryset = Book.objects.all()
            pagination_class = Pages

        class ShelfBooks(ListAPIView):
            queryset = Book.objects.all()

            def list(self, request, *args, **kwargs):
                found = self.get_object().books_on_it()
                page = self.paginate_queryset(found)
                return self.get_paginated_response(self.get_serializer(page, many=True).data)

        class EveryBook(ListAPIView):
            queryset = Book.objects.all()
            pagination_class = None

        class Given(ListAPIView):
            queryset = Book.objects.all()

            def list(self, request):
                return Response([book.title for book in Book.objects.all()])

        class Plain(ListModelMixin, GenericAPIView):
            queryset = Book.objects.all()

            def get(self, request, *args, **kwargs):
                return self.list(request, *args, **kwargs)

        class BookFeed(Feed):
            def items(self):
                return Book.objects.order_by("-id")[:10]
    """,
}


def test_generic_views(tmp_path: Path) -> None:
    assert misjudged(tmp_path, DJANGO) == {}


GO = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"example.com/app/api"

        \t"github.com/gin-gonic/gin"
        )

        type config struct{ REST bool }

        func load() config { return config{} }

        func main() {
        \tc := load()
        \toptions := []api.Option{api.WithPort(80)}
        \tif c.REST {
        \t\toptions = append(options, api.WithQueues())
        \t}
        \tdefaults := []api.Option{api.WithPort(81)}
        \tserver := api.NewServer(gin.New(), append(defaults, options...)...)
        \tserver.Start()
        }
    """,
    "api/server.go": """
        package api

        import (
        \t"github.com/gin-gonic/gin"
        \t"github.com/hibiken/asynq"
        )

        type Option func(s *Server) error

        type Server struct {
        \tengine *gin.Engine
        \tport   int
        }

        func (s *Server) Start() error { return s.engine.Run() }

        func NewServer(engine *gin.Engine, options ...Option) *Server {
        \tserver := &Server{engine: engine}
        \tfor _, option := range options {
        \t\tif err := option(server); err != nil {
        \t\t\tpanic(err)
        \t\t}
        \t}
        \treturn server
        }

        func WithPort(port int) Option {
        \treturn func(s *Server) error { s.port = port; return nil }
        }

        func WithQueues() Option {
        \treturn func(s *Server) error {
        \t\tinspector := asynq.NewInspector(asynq.RedisClientOpt{})
        \t\ts.engine.GET("/all/queues", func(c *gin.Context) {
        \t\t\tqueues, _ := inspector.Queues()
        \t\t\tc.JSON(200, queues)
        \t\t})
        \t\ts.engine.GET("/paged/:queue/tasks", func(c *gin.Context) {
        \t\t\ttasks, _ := inspector.ListPendingTasks(c.Param("queue"), asynq.PageSize(20))
        \t\t\tc.JSON(200, tasks)
        \t\t})
        \t\ts.engine.GET("/paged/functions", func(c *gin.Context) {
        \t\t\tfound := []string{}
        \t\t\tnames, limit := Names(), 20
        \t\t\tfor i := 0; i < len(names) && i < limit; i++ {
        \t\t\t\tfound = append(found, names[i])
        \t\t\t}
        \t\t\tc.JSON(200, found)
        \t\t})
        \t\treturn nil
        \t}
        }

        func Names() []string { return nil }
    """,
}


def test_options_and_queues(tmp_path: Path) -> None:
    assert misjudged(tmp_path, GO) == {}


FIZZ = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"github.com/Masterminds/squirrel"
        \t"github.com/gin-gonic/gin"
        \t"github.com/loopfz/gadgeto/tonic"
        \t"github.com/loopfz/gadgeto/zesty"
        \t"github.com/wI2L/fizz"
        )

        type Task struct{ ID int64 }

        type listIn struct {
        \tPageSize uint64 `query:"page_size"`
        }

        var selector = squirrel.StatementBuilder.PlaceholderFormat(squirrel.Dollar).Select("id").From("task")

        func read(dbp zesty.DBProvider, sel squirrel.SelectBuilder) (t []*Task, err error) {
        \tquery, params, err := sel.ToSql()
        \tif err != nil {
        \t\treturn nil, err
        \t}
        \t_, err = dbp.DB().Select(&t, query, params...)
        \treturn t, err
        }

        func listTasks(c *gin.Context, in *listIn) ([]*Task, error) {
        \tdbp, err := zesty.NewDBProvider("db")
        \tif err != nil {
        \t\treturn nil, err
        \t}
        \treturn read(dbp, selector.Limit(30))
        }

        func allTasks(c *gin.Context) ([]*Task, error) {
        \tdbp, _ := zesty.NewDBProvider("db")
        \treturn read(dbp, selector)
        }

        func main() {
        \trouter := fizz.NewFromEngine(gin.New())
        \tgroup := router.Group("/paged", "tasks", "Tasks")
        \tgroup.GET("/task", []fizz.OperationOption{fizz.ID("ListTasks")}, tonic.Handler(listTasks, 200))
        \trouter.GET("/all/task", nil, tonic.Handler(allTasks, 200))
        }
    """,
}


def test_fizz_and_a_builder(tmp_path: Path) -> None:
    assert misjudged(tmp_path, FIZZ) == {}


PRISMA = {
    "package.json": "{}",
    "app.ts": """
        import express from 'express';
        import { PrismaClient } from '@prisma/client';
        const app = express();
        const prisma = new PrismaClient();
        app.get('/paged/:slug/posts', async (req, res) => {
          const blog = await prisma.blog.findFirst({
            where: { slug: req.params.slug },
            select: { title: true, posts: { where: { open: true }, take: 10 } },
          });
          res.json(blog);
        });
        app.get('/all/:slug/posts', async (req, res) => {
          const { limit } = req.query;
          const blog = await prisma.blog.findUnique({
            where: { slug: req.params.slug },
            include: { sections: { select: {
              posts: { orderBy: { id: 'desc' }, take: limit ? Number(limit) : undefined },
            } } },
          });
          res.json(blog);
        });
        app.get('/one/:slug', async (req, res) => {
          res.json(await prisma.blog.findUnique({ where: { slug: req.params.slug }, include: { posts: true } }));
        });
        app.listen(80);
    """,
}


def test_relations_of_prisma(tmp_path: Path) -> None:
    assert misjudged(tmp_path, PRISMA) == {}


MONGO = {
    "package.json": '{"dependencies": {"express": "4", "mongodb": "3"}}',
    "app.js": """
        const express = require('express');
        const { paginateData } = require('./paginate');
        const app = express();
        const router = express.Router();
        router.get('/all/settings/pages', async (req, res) => {
          const db = req.app.db;
          res.json(await db.pages.find({}).toArray());
        });
        router.get('/paged/customers', async (req, res) => {
          const { db } = req.app;
          res.json(await db.customers.find({}).limit(20).sort({ created: -1 }).toArray());
        });
        router.get('/paged/orders/:page?', async (req, res) => {
          res.json(await paginateData(req, req.params.page, 'orders'));
        });
        router.get('/found', (req, res) => { res.json([1, 2].find((item) => item > 1)); });
        app.use('/', router);
        app.listen(80);
    """,
    "paginate.js": """
        const paginateData = (req, page, collection) => {
          const db = req.app.db;
          const size = 10;
          return Promise.all([
            db[collection].find({}).skip((page - 1) * size).limit(parseInt(size)).toArray(),
            db[collection].countDocuments({}),
          ]).then((result) => ({ data: result[0], total: result[1] }));
        };
        module.exports = { paginateData };
    """,
}


def test_a_client_of_mongodb_from_anywhere(tmp_path: Path) -> None:
    assert misjudged(tmp_path, MONGO) == {}


KEPT = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"context"
        \t"net/http"

        \t"github.com/go-chi/chi"
        \t"github.com/jinzhu/gorm"
        )

        type apiHandler func(w http.ResponseWriter, r *http.Request) error

        func handler(fn apiHandler) http.HandlerFunc { return fn.serve }

        func (h apiHandler) serve(w http.ResponseWriter, r *http.Request) {
        \tif err := h(w, r); err != nil {
        \t\thttp.Error(w, err.Error(), 500)
        \t}
        }

        type router struct{ chi chi.Router }

        func (r *router) Get(pattern string, fn apiHandler) { r.chi.Get(pattern, handler(fn)) }

        type API struct{}

        type Address struct {
        \tID     string
        \tUserID string
        }

        func database(ctx context.Context) *gorm.DB {
        \tkept := ctx.Value("db")
        \tif kept == nil {
        \t\treturn nil
        \t}
        \treturn kept.(*gorm.DB)
        }

        func (a *API) DB(r *http.Request) *gorm.DB { return database(r.Context()) }

        func (a *API) all(w http.ResponseWriter, r *http.Request) error {
        \taddresses := []Address{}
        \tif result := a.DB(r).Where("user_id = ?", "me").Find(&addresses); result.Error != nil {
        \t\treturn result.Error
        \t}
        \treturn nil
        }

        func (a *API) page(w http.ResponseWriter, r *http.Request) error {
        \taddresses := []Address{}
        \treturn a.DB(r).Limit(20).Find(&addresses).Error
        }

        func main() {
        \ta := &API{}
        \tr := &router{chi.NewRouter()}
        \tr.Get("/all/addresses", a.all)
        \tr.Get("/paged/addresses", a.page)
        \thttp.ListenAndServe(":80", r.chi)
        }
    """,
}


def test_handlers_that_a_function_type_serves(tmp_path: Path) -> None:
    assert misjudged(tmp_path, KEPT) == {}


SQLITE = {
    "app.py": """
        import sqlite3
        from flask import Flask, jsonify

        app = Flask(__name__)

        class TaskHandler:
            def __init__(self):
                self.queue = []

            def add(self, task):
                self.queue.append(task)

            def get_all(self):
                return [task.name for task in self.queue]

        handler = TaskHandler()

        @app.get("/all/tasks")
        def tasks():
            return jsonify(handler.get_all())

        @app.get("/all/volumes")
        def volumes():
            rows = sqlite3.connect("x").execute(
                "WITH best AS (SELECT id FROM issues WHERE volume_id = volumes.id) "
                "SELECT v.id, (SELECT COUNT(*) FROM best) FROM volumes v ORDER BY v.id"
            ).fetchall()
            count = sqlite3.connect("x").execute("SELECT COUNT(*) FROM volumes").fetchone()
            return jsonify({"rows": rows, "count": count})
    """
}


def test_a_queue_and_a_common_table_expression(tmp_path: Path) -> None:
    assert misjudged(tmp_path, SQLITE) == {}


APOLLO = {
    "package.json": "{}",
    "app.ts": """
        import express from 'express';
        import { ApolloServer } from 'apollo-server-express';
        import { MongoClient } from 'mongodb';
        import { typeDefs } from './schema';

        class RunsAPI {
          constructor(private readonly client: MongoClient) {}
          async all(filters: object[]) {
            const stages = [...filters, { $sort: { _id: -1 } }];
            return this.client.db('x').collection('runs').aggregate(stages).toArray();
          }
          async page() {
            const stages: object[] = [{ $match: { open: true } }, { $limit: 20 }];
            return this.client.db('x').collection('runs').aggregate(stages).toArray();
          }
        }
        const dataSources = { runs: new RunsAPI(new MongoClient('mongodb://x')) };
        const server = new ApolloServer({
          typeDefs,
          resolvers: {
            Query: {
              runs: (_: any, args: any, { dataSources }: any) => dataSources.runs.all([]),
              runFeed: (_: any, args: any, context: any) => context.dataSources.runs.page(),
              latestRuns: (_: any, args: any, { api }: any) => api.page(),
            },
          },
          dataSources: () => dataSources,
          context: ({ req }) => ({ user: req.user, api: dataSources.runs }),
        });
        const app = express();
        server.applyMiddleware({ app, path: '/graphql' });
        app.listen(80);
    """,
    "schema.ts": """
        import { gql } from 'apollo-server-express';
        export const typeDefs = gql`
          type Query {
            runs: [String!]!
            runFeed: [String!]!
            latestRuns: [String!]!
          }
        `;
    """,
}


def test_the_context_of_resolvers(tmp_path: Path) -> None:
    said = {row.found.path.partition(" ")[2]: row.facts["paginated"] for row in rows(tmp_path, APOLLO)}
    assert said == {"Query.runs": False, "Query.runFeed": True, "Query.latestRuns": True}


PAGER = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"github.com/biezhi/gorm-paginator/pagination"
        \t"github.com/gin-gonic/gin"
        \t"github.com/jinzhu/gorm"
        )

        type Unit struct{ ID uint }

        type Message struct{ ID uint }

        func routes(r *gin.Engine, db *gorm.DB) {
        \tr.GET("/paged/units", func(c *gin.Context) {
        \t\tvar units []Unit
        \t\tpagination.Paging(&pagination.Param{DB: db, Page: 1, Limit: 25}, &units)
        \t\tc.JSON(200, units)
        \t})
        \tr.GET("/paged/messages", func(c *gin.Context) {
        \t\tvar messages []Message
        \t\tquery := db.Model(Message{}).Where("open = ?", true)
        \t\tpagination.Paging(&pagination.Param{DB: query, Page: 1, Limit: 25}, &messages)
        \t\tc.JSON(200, messages)
        \t})
        }

        func main() {
        \tdb, _ := gorm.Open("mysql", "x")
        \tr := gin.Default()
        \troutes(r, db)
        \tr.Run()
        }
    """,
}


def test_a_pager_that_nothing_is_known_of(tmp_path: Path) -> None:
    assert misjudged(tmp_path, PAGER) == {}
