"""Whether lists are paged where the program itself makes what decides it: classes of ``type``, queries that are handed
from one option to the next."""

from __future__ import annotations

from pathlib import Path

from test_paging_idioms import misjudged

VIEWS = {
    "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    "shop/settings.py": """
        ROOT_URLCONF = "shop.urls"
        REST_FRAMEWORK = {"DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination", "PAGE_SIZE": 50}
    """,
    "shop/models.py": """
        from django.db import models

        class Colour(models.Model):
            name = models.CharField(max_length=20)
    """,
    "shop/registry.py": "KINDS = load()\n",
    "shop/urls.py": """
        from django.urls import path
        from rest_framework.generics import ListAPIView
        from rest_framework.mixins import ListModelMixin
        from rest_framework.viewsets import GenericViewSet
        from shop.models import Colour
        from shop.registry import KINDS

        def view_of(kind, **more):
            body = {"queryset": kind.queryset, **more}
            return type(f"{kind.name}View", (GenericViewSet, ListModelMixin), body).as_view({"get": "list"})

        named = type("ColourView", (ListAPIView,), dict(queryset=Colour.objects.all(), pagination_class=None))
        urlpatterns = [path(f"all/{name}", view_of(kind, pagination_class=None)) for name, kind in KINDS.items()]
        urlpatterns += [path(f"paged/{name}", view_of(kind)) for name, kind in KINDS.items()]
        urlpatterns += [path("all/colours", named.as_view())]
    """,
}


def test_views_that_type_makes(tmp_path: Path) -> None:
    assert misjudged(tmp_path, VIEWS) == {}


OPTIONS = {
    "go.mod": "module example.com/mesh\n\ngo 1.22\n",
    "store/store.go": """
        package store

        import "gorm.io/gorm"

        type Node struct{ ID int }
        type Option func(db *gorm.DB) *gorm.DB
        type Nodes struct{ DB *gorm.DB }

        func WithPage(page, size int) Option {
        \treturn func(db *gorm.DB) *gorm.DB {
        \t\tif size < 1 || size > 100 {
        \t\t\tsize = 10
        \t\t}
        \t\treturn db.Offset((page - 1) * size).Limit(size)
        \t}
        }

        func WithName(name string) Option {
        \treturn func(db *gorm.DB) *gorm.DB {
        \t\tif name == "" {
        \t\t\treturn db
        \t\t}
        \t\treturn db.Where("name = ?", name)
        \t}
        }

        func (n *Nodes) List(options ...Option) ([]Node, error) {
        \tvar found []Node
        \tquery := n.DB.Model(&Node{})
        \tfor _, option := range options {
        \t\tquery = option(query)
        \t}
        \terr := query.Find(&found).Error
        \treturn found, err
        }
    """,
    "main.go": """
        package main

        import (
        \t"example.com/mesh/store"
        \t"github.com/gin-gonic/gin"
        )

        func main() {
        \tnodes := &store.Nodes{}
        \tr := gin.Default()
        \tr.GET("/paged/nodes", func(c *gin.Context) {
        \t\tfound, _ := nodes.List(store.WithName(c.Query("name")), store.WithPage(1, 20), store.WithName("b"))
        \t\tc.JSON(200, found)
        \t})
        \tr.GET("/all/nodes", func(c *gin.Context) {
        \t\tfound, _ := nodes.List(store.WithName(c.Query("name")))
        \t\tc.JSON(200, found)
        \t})
        \tr.GET("/all/both/nodes", func(c *gin.Context) {
        \t\tfound, _ := nodes.List()
        \t\tc.JSON(200, found)
        \t})
        \tr.Run()
        }
    """,
}


def test_options_that_each_build_the_query_further(tmp_path: Path) -> None:
    assert misjudged(tmp_path, OPTIONS) == {}


STORE = {
    "app.py": """
        from flask import Flask, jsonify, request
        from store import shop

        app = Flask(__name__)

        @app.get("/all/items")
        def all_items():
            where = {name: request.args[name] for name in ("kind", "owner") if name in request.args}
            return jsonify(shop.items.select(where=where))

        @app.get("/paged/items")
        def some_items():
            return jsonify(shop.items.select(limit=int(request.args.get("limit", 20))))

        @app.get("/one/items/<code>")
        def item(code):
            return jsonify(shop.items.first_of(code))

        @app.get("/one/items/named")
        def named():
            return jsonify(shop.items.select(where={"name": "a"})[0])

        @app.get("/all/items/several")
        def several():
            return jsonify(shop.items.several_of("a"))
    """,
    "store.py": """
        class Lazy:
            def __init__(self):
                self.db = None

            def connect(self, url):
                from tables import Database
                self.db = Database(url)

            def __getattr__(self, name):
                return getattr(self.db, name)

        shop = Lazy()
    """,
    "tables.py": """
        from sqlalchemy import Column, MetaData, String, Table, create_engine

        class Transaction:
            def __init__(self, engine):
                self.engine = engine
                self.connection = None

            def __enter__(self):
                return self

            def __exit__(self, *given):
                self.connection.close()

            def execute(self, statement):
                if self.connection is None:
                    self.connection = self.engine.connect()
                return self.connection.execute(statement)

        class Rows:
            def __init__(self, engine):
                self.engine = engine

            def select(self, where=None, transaction=None, limit=None):
                query = self.table.select(limit=limit)
                for name, value in (where or {}).items():
                    query = query.where(getattr(self.table.c, name) == value)
                if transaction:
                    return transaction.execute(query).fetchall()
                with Transaction(self.engine) as made:
                    return made.execute(query).fetchall()

        class Items(Rows):
            def __init__(self, engine):
                self.table = Table("items", MetaData(), Column("name", String))
                super().__init__(engine)

            def first_of(self, code):
                rows = self.select(where={"code": code})
                if len(rows) != 1 or not rows:
                    return None
                return rows[0]

            def several_of(self, name):
                rows = self.select(where={"name": name})
                first = rows[0]
                return {"first": first, "others": rows}

        class Database:
            def __init__(self, url):
                self.items_table = Items(create_engine(url))

            @property
            def items(self):
                return self.items_table
    """,
}


def test_a_store_behind_an_object_that_asks_another_one(tmp_path: Path) -> None:
    assert misjudged(tmp_path, STORE) == {}


ROWS = {
    "package.json": "{}",
    "app.ts": """
        import express from 'express';
        import { Pool } from 'pg';
        const pool = new Pool();
        const app = express();
        app.get('/one/users/by-name', async (req, res) => {
          const found = await pool.query('SELECT * FROM users WHERE name = $1', [req.query.name]);
          if (found.rows.length === 0) return res.sendStatus(404);
          res.json(found.rows[0]);
        });
        app.get('/one/users/by-mail', async (req, res) => {
          const { rows } = await pool.query('SELECT * FROM users WHERE mail = $1', [req.query.mail]);
          res.json(rows.length ? rows[0] : null);
        });
        app.get('/one/users/first', async (req, res) => {
          res.json((await load(req.query.name))[0]);
        });
        const load = async (name) => (await pool.query('SELECT * FROM users WHERE name = $1', [name])).rows;
        app.get('/all/users/of', async (req, res) => {
          const { rows } = await pool.query('SELECT * FROM users WHERE team = $1', [req.query.team]);
          res.json({ first: rows[0], rows });
        });
        app.get('/all/users', async (req, res) => {
          const { rows } = await pool.query('SELECT * FROM users');
          res.json(rows[0] ? rows : []);
        });
    """,
}
PAIRS = {
    "package.json": "{}",
    "app.ts": """
        import express from 'express';
        import mysql from 'mysql2/promise';
        const pool = mysql.createPool({});
        const app = express();
        app.get('/all/users', async (req, res) => {
          const found = await pool.query('SELECT * FROM users');
          res.json(found[0]);
        });
    """,
}


def test_the_first_row_alone_is_no_list(tmp_path: Path) -> None:
    assert misjudged(tmp_path / "rows", ROWS) == {}
    assert misjudged(tmp_path / "pairs", PAIRS) == {}


GOQU = {
    "go.mod": "module example.com/fleet\n\ngo 1.22\n",
    "main.go": """
        package main

        import (
        \t"github.com/doug-martin/goqu/v9"
        \t"github.com/jmoiron/sqlx"
        \t"github.com/labstack/echo/v4"
        )

        type Node struct{ ID int }
        type Store struct{ db *sqlx.DB }

        func (s *Store) query(name string, count bool, limit uint) *goqu.SelectDataset {
        \tquery := goqu.From(goqu.L("nodes AS n")).Where(goqu.C("name").Eq(name))
        \tif !count {
        \t\tquery = query.Order(goqu.I("name").Desc()).Limit(limit)
        \t} else {
        \t\tquery = query.Select(goqu.L("count(*)"))
        \t}
        \treturn query
        }

        func (s *Store) Page(name string, limit uint) ([]Node, int, error) {
        \tvar found []Node
        \tvar total int
        \tcounting, _, _ := s.query(name, true, 0).ToSQL()
        \ts.db.QueryRow(counting).Scan(&total)
        \ttext, _, _ := s.query(name, false, limit).ToSQL()
        \terr := s.db.Select(&found, text)
        \treturn found, total, err
        }

        func (s *Store) All() ([]Node, error) {
        \tvar found []Node
        \terr := goqu.New("postgres", s.db).From("nodes").Select("id").ScanStructs(&found)
        \treturn found, err
        }

        func main() {
        \tstore := &Store{}
        \te := echo.New()
        \te.GET("/paged/nodes", func(c echo.Context) error {
        \t\tfound, total, _ := store.Page(c.QueryParam("name"), 20)
        \t\treturn c.JSON(200, map[string]any{"nodes": found, "total": total})
        \t})
        \te.GET("/all/nodes", func(c echo.Context) error {
        \t\tfound, _ := store.All()
        \t\treturn c.JSON(200, found)
        \t})
        \te.GET("/one/nodes/count", func(c echo.Context) error {
        \t\ttotal, _ := goqu.New("postgres", store.db).From(goqu.T("nodes")).Count()
        \t\treturn c.JSON(200, total)
        \t})
        \te.Start(":80")
        }
    """,
}


def test_goqu(tmp_path: Path) -> None:
    assert misjudged(tmp_path, GOQU) == {}


MODELS = {
    "package.json": "{}",
    "models/index.ts": """
        import { Sequelize, DataTypes } from 'sequelize';
        import User from './user';
        const config = require('../config')[process.env.NODE_ENV || 'development'];
        export const models: any = {};
        export let sequelize: Sequelize = {} as Sequelize;
        if (config.url) {
          sequelize = new Sequelize(config.url, config);
        } else {
          sequelize = new Sequelize(config.database, config.username, config.password, config);
        }
        [User].forEach((init) => {
          const model = init(sequelize, DataTypes);
          models[model.name] = model;
        });
    """,
    "models/user.ts": """
        export default (sequelize: any, DataTypes: any) => {
          const User = sequelize.define('user', { name: { type: DataTypes.STRING } }, { underscored: true });
          return User;
        };
    """,
    "app.ts": """
        import express from 'express';
        import { models } from './models';
        const app = express();
        app.get('/all/users', async (req, res) => { res.json(await models.user.findAll({})); });
        app.get('/paged/users', async (req, res) => { res.json(await models.user.findAll({ limit: 20 })); });
        app.get('/one/users/count', async (req, res) => { res.json(await models.user.findAll({})); });
        app.get('/one/users/export', async (req, res) => { res.send(await models.user.findAll({})); });
    """,
}


def test_models_of_a_database_that_is_made_in_one_of_two_ways(tmp_path: Path) -> None:
    assert misjudged(tmp_path, MODELS) == {}


SAYS_NONE = {
    "package.json": "{}",
    "app.ts": """
        import express from 'express';
        import mongoose from 'mongoose';
        const User = mongoose.model('User', new mongoose.Schema({ name: String }));
        const app = express();
        app.get('/none/users', async (req, res) => {
          for (const user of await User.find()) await user.save();
          res.json({ success: true, message: 'done' });
        });
        app.get('/none/users/profile', async (req, res) => {
          const found = await User.find({ name: req.query.name });
          const user = found.find((item) => item.active);
          if (!found.length) return res.sendStatus(404);
          res.json(user);
        });
        app.get('/all/users', async (req, res) => {
          if (!req.query.name) return res.json({ users: 'none' });
          res.json({ users: await User.find() });
        });
        app.post('/paged/users/search', async (req, res) => {
          await mongoose.model('Audit').create({ who: req.body.who });
          res.json(await User.find({ name: req.body.name }).limit(20));
        });
        app.post('/none/users', async (req, res) => {
          const others = await User.find({ name: req.body.name }).limit(20);
          res.json(await User.create({ name: req.body.name, others }));
        });
    """,
}


def test_what_answers_say(tmp_path: Path) -> None:
    assert misjudged(tmp_path, SAYS_NONE) == {}
