"""Whether lists are paged: objects that middleware puts on the request, composed handlers and classes, lists held in
memory, pages cut out of lists, queries that a template sends."""

from __future__ import annotations

from pathlib import Path

from test_paging_idioms import misjudged

FLASK = {
    "app.py": """
        from flask import Flask, jsonify, render_template, request
        from flask_sqlalchemy import SQLAlchemy

        app = Flask(__name__)
        db = SQLAlchemy(app)
        jobs = []
        NAMES = ["a", "b"]

        class User(db.Model):
            id = db.Column(db.Integer, primary_key=True)

        def paginate_query(query, size=30):
            page = int(request.args.get("page", 1))
            return query.offset(size * (page - 1)).limit(size), page

        @app.get("/paged/users")
        def users():
            found, page = paginate_query(User.query.order_by(User.id))
            return render_template("users.html", users=found, page=page)

        @app.get("/all/users")
        def every_user():
            return render_template("users.html", **{"users": User.query.order_by(User.id)})

        @app.get("/count/users")
        def count():
            return render_template("count.html", count=User.query.count())

        @app.post("/jobs")
        def start():
            jobs.append(request.json)
            return {}, 201

        @app.get("/all/jobs")
        def list_jobs():
            return jsonify([job for job in jobs])

        @app.get("/names")
        def names():
            return jsonify([name for name in NAMES])

        @app.get("/paged/jobs/<int:page>")
        def some_jobs(page):
            return jsonify(jobs[(page - 1) * 20 : page * 20])

        @app.get("/paged/files")
        def files():
            found = sorted(fetch_names())
            start = request.args.get("offset", 0, type=int)
            return jsonify(found[start : start + 50])

        @app.get("/title")
        def title():
            return jsonify(fetch_title()[:80])
    """
}


def test_flask(tmp_path: Path) -> None:
    assert misjudged(tmp_path, FLASK) == {}


EXPRESS = {
    "package.json": "{}",
    "server.js": """
        import Database from './db.js';
        import Models from './models.js';
        import makeApp from './app.js';
        const models = new Models(new Database());
        makeApp(models).listen(80);
    """,
    "db.js": """
        import { Sequelize, DataTypes } from 'sequelize';
        class Database {
          constructor() {
            this.sequelize = new Sequelize('sqlite::memory:');
            this.Users = this.sequelize.define('Users', { name: DataTypes.STRING });
            this.Batches = this.sequelize.define('Batches', { userId: DataTypes.INTEGER });
          }
        }
        export default Database;
    """,
    "models.js": """
        class Users {
          constructor(db) { this.db = db; }
          findAll() { return this.db.Users.findAll({ order: ['name'] }); }
          page(limit = 20) { return this.db.Users.findAll({ limit }); }
          async inOneWay(query) {
            if (query.queryId) { return this.db.Batches.findAll({ where: { userId: query.userId }, limit: 40 }); }
            return this.db.Batches.findAll({ where: { userId: query.userId } });
          }
        }
        class Clients {
          constructor() { this.clients = []; this.kinds = ['a']; }
          findAll() { return this.clients.slice(); }
          names() { return this.kinds.slice(); }
          connect(client) { this.clients.push(client); }
        }
        class Models {
          constructor(db) { this.users = new Users(db); this.clients = new Clients(); }
        }
        export default Models;
    """,
    "app.js": """
        import async from 'async';
        import express from 'express';
        const wrap = (fn) => (...args) => fn(...args).catch(args[2]);
        const router = express.Router();
        async function list(req, res) {
          const { models } = req;
          res.json(await models.users.findAll());
        }
        async function page(req, res) { res.json(await req.models.users.page()); }
        async function batches(req, res) { res.json(await req.models.users.inOneWay(req.query)); }
        router.get('/all/users', wrap(list));
        router.get('/paged/users', wrap(page));
        router.get('/all/batches', wrap(batches));
        router.get('/all/clients', (req, res) => res.json(req.models.clients.findAll()));
        router.get('/kinds', (req, res) => res.json(req.models.clients.names()));
        router.get('/paged/parallel/users', (req, res) => {
          async.parallel([
            (done) => { req.models.users.page().then((rows) => done(null, rows)); },
          ], (error, found) => res.json(found));
        });
        router.post('/clients', (req, res) => { req.models.clients.connect(req.body); res.end(); });
        export default function makeApp(models) {
          const app = express();
          app.use((req, res, next) => { req.models = models; next(); });
          app.use(router);
          return app;
        }
    """,
}


def test_express(tmp_path: Path) -> None:
    assert misjudged(tmp_path, EXPRESS) == {}


KOA = {
    "package.json": "{}",
    "app.js": """
        import Koa from 'koa';
        import Router from 'koa-router';
        import compose from 'koa-compose';
        import { dbAdapter } from './adapter';
        const app = new Koa();
        const router = new Router();
        const authRequired = () => async (ctx, next) => {
          if (!ctx.state.user) { ctx.throw(401); }
          await next();
        };
        const timeline = (name) => compose([
          authRequired(),
          async (ctx) => { ctx.body = await dbAdapter.posts(name, 30); },
        ]);
        const groups = compose([authRequired(), async (ctx) => { ctx.body = await dbAdapter.allGroups(); }]);
        app.use(async (ctx, next) => { ctx.state.store = dbAdapter; await next(); });
        router.get('/paged/posts', timeline('home'));
        router.get('/all/groups', groups);
        router.get('/all/bans', async (ctx) => { ctx.body = await dbAdapter.bans(['a']); });
        router.get('/all/kept/groups', async (ctx) => { ctx.body = await ctx.state.store.allGroups(); });
        app.use(router.routes());
        app.listen(80);
    """,
    "adapter.js": """
        import _ from 'lodash';
        import knex from 'knex';
        import pgFormat from 'pg-format';
        const posts = (superClass) => class extends superClass {
          async posts(name, limit) {
            const sql = pgFormat('select id from posts where name = %L order by id limit %L', name, limit);
            return (await this.database.raw(sql)).rows;
          }
        };
        const groups = (superClass) => class extends superClass {
          allGroups() { return this.database('groups').select('id').where({ open: true }); }
        };
        const bans = (superClass) => class extends superClass {
          async bans(ids) {
            return (await this.database.raw(pgFormat('select id from bans where id in (%L)', ids))).rows;
          }
        };
        class Base { constructor(database) { this.database = database; } }
        export const DbAdapter = _.flow([posts, groups, bans])(Base);
        export const dbAdapter = new DbAdapter(knex({}));
    """,
}


def test_koa(tmp_path: Path) -> None:
    assert misjudged(tmp_path, KOA) == {}


HONO = {
    "package.json": "{}",
    "app.ts": """
        import { Hono } from 'hono';
        import { PrismaClient } from '@prisma/client';
        class Books {
          prisma = new PrismaClient();
          all() { return this.prisma.book.findMany(); }
          page() { return this.prisma.book.findMany({ take: 10 }); }
        }
        const app = new Hono();
        const books = new Books();
        app.use('*', async (c, next) => { c.set('books', books); await next(); });
        app.get('/all/books', async (c) => c.json(await c.get('books').all()));
        app.get('/paged/books', async (c) => c.json(await c.var.books.page()));
        export default app;
    """,
}


def test_hono(tmp_path: Path) -> None:
    assert misjudged(tmp_path, HONO) == {}


GO = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"strconv"

        \t"github.com/gin-gonic/gin"
        )

        type Item struct{ Name string }

        type Store struct {
        \titems []Item
        \tkinds []string
        }

        func (s *Store) Add(item Item) { s.items = append(s.items, item) }

        func (s *Store) All() []Item {
        \tout := make([]Item, 0)
        \tfor _, item := range s.items {
        \t\tout = append(out, item)
        \t}
        \treturn out
        }

        func (s *Store) Page(offset, limit int) []Item {
        \tfound := s.All()
        \treturn found[offset : offset+limit]
        }

        type App struct{ held Store }

        // Routes is called by a program that lies elsewhere.
        func (a *App) Routes() *gin.Engine {
        \tr := gin.New()
        \tr.GET("/all/held/items", a.list)
        \treturn r
        }

        func (a *App) list(c *gin.Context) { c.JSON(200, a.held.All()) }

        func main() {
        \ts := &Store{kinds: []string{"a"}}
        \tr := gin.Default()
        \tr.POST("/items", func(c *gin.Context) { s.Add(Item{}) })
        \tr.GET("/all/items", func(c *gin.Context) { c.JSON(200, s.All()) })
        \tr.GET("/kinds", func(c *gin.Context) { c.JSON(200, s.kinds) })
        \tr.GET("/paged/items", func(c *gin.Context) {
        \t\toffset, _ := strconv.Atoi(c.DefaultQuery("offset", "0"))
        \t\tc.JSON(200, s.Page(offset, 20))
        \t})
        \tr.Run()
        }
    """,
}


def test_go(tmp_path: Path) -> None:
    assert misjudged(tmp_path, GO) == {}


BY_METHOD = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"database/sql"
        \t"encoding/json"
        \t"net/http"
        )

        type Server struct{ db *sql.DB }

        func (s *Server) folders(w http.ResponseWriter, r *http.Request) {
        \tswitch r.Method {
        \tcase http.MethodGet:
        \t\trows, _ := s.db.Query("SELECT id FROM folders")
        \t\tjson.NewEncoder(w).Encode(rows)
        \tcase http.MethodPost:
        \t\ts.db.Exec("INSERT INTO folders (name) VALUES (?)", r.FormValue("name"))
        \t}
        }

        func (s *Server) items(w http.ResponseWriter, r *http.Request) {
        \tif r.Method == http.MethodPost {
        \t\ts.db.Exec("INSERT INTO items (name) VALUES (?)", r.FormValue("name"))
        \t\treturn
        \t}
        \trows, _ := s.db.Query("SELECT id FROM items LIMIT 20")
        \tjson.NewEncoder(w).Encode(rows)
        }

        func (s *Server) refresh(w http.ResponseWriter, r *http.Request) {
        \trows, _ := s.db.Query("SELECT id FROM feeds")
        \tfor rows.Next() {
        \t\ts.db.Exec("UPDATE feeds SET fresh = 1")
        \t}
        }

        func main() {
        \ts := &Server{}
        \tmux := http.NewServeMux()
        \tmux.HandleFunc("/all/folders", s.folders)
        \tmux.HandleFunc("/paged/items", s.items)
        \tmux.HandleFunc("/refresh/feeds", s.refresh)
        \thttp.ListenAndServe(":80", mux)
        }
    """,
}


def test_handlers_for_any_method(tmp_path: Path) -> None:
    assert misjudged(tmp_path, BY_METHOD) == {}
