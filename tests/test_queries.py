"""What a query asks for, as the inventory shows it: columns read, conditions, order and transaction, of every store."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from backend_review.index.sqlshape import shape_of

Run = Callable[..., Any]

# File, its text, and what it asks for: (kind, table, projection, filters, sorts, in a transaction).
Query = tuple[str, str, list[str], list[str | None], list[str], bool]

PROGRAMS: dict[str, tuple[str, str, list[Query]]] = {
    "sqlalchemy": (
        "app.py",
        """
from fastapi import FastAPI, Depends
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Session, load_only, mapped_column, Mapped, sessionmaker

class Base(DeclarativeBase): pass

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    active: Mapped[bool]

make = sessionmaker()
app = FastAPI()

@app.get("/users/{email}")
def users(email: str):
    with make() as db:
        some = db.execute(select(User.id, User.email).where(User.active == True).order_by(User.email.desc())).all()
        more = db.query(User).options(load_only(User.id)).filter_by(email=email).all()
    with make.begin() as db:
        found = db.scalars(select(User).filter(User.email == email)).first()
    return [some, more, found]
""",
        [
            ("read_many", "User", ["id", "email"], ["active"], ["email"], False),
            ("read_many", "User", ["id"], ["email"], [], False),
            ("read_one", "User", [], ["email"], [], True),
        ],
    ),
    "django": (
        "shop/urls.py",
        """
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path

class Order(models.Model):
    total = models.IntegerField()
    owner = models.CharField(max_length=9)

def orders(request, owner):
    rows = list(Order.objects.filter(owner=owner, total__gt=3).order_by("-total").values("id", "total"))
    with transaction.atomic():
        Order.objects.filter(owner=owner).delete()
    return JsonResponse(rows)

urlpatterns = [path("orders/<owner>/", orders)]
""",
        [
            ("read_many", "Order", ["id", "total"], ["owner", "total__gt"], ["total"], False),
            ("delete", "Order", [], ["owner"], [], True),
        ],
    ),
    "prisma": (
        "app.ts",
        """
import express from 'express'
import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()
const app = express()
app.get('/posts/:author', async (req, res) => {
  const posts = await prisma.post.findMany({
    where: { authorId: { in: [req.params.author] }, published: true },
    select: { id: true, title: true, body: false },
    orderBy: { createdAt: 'desc' },
  })
  await prisma.$transaction(async (tx) => {
    await tx.post.updateMany({ where: { authorId: req.params.author }, data: { read: true } })
  })
  res.json(posts)
})
""",
        [
            ("read_many", "post", ["id", "title"], ["authorId", "published"], ["createdAt"], False),
            ("write", "post", [], ["authorId"], [], True),
        ],
    ),
    "mongoose": (
        "app.js",
        """
const express = require('express')
const mongoose = require('mongoose')
const Note = mongoose.model('Note', new mongoose.Schema({ title: String, owner: String }))
const app = express()
app.get('/notes/:owner', async (req, res) => {
  res.json(await Note.find({ owner: req.params.owner }).select('title owner').sort({ title: 1 }))
})
""",
        [("read_many", "Note", ["title", "owner"], ["owner"], ["title"], False)],
    ),
    "sequelize": (
        "app.js",
        """
const express = require('express')
const { Sequelize, DataTypes } = require('sequelize')
const sequelize = new Sequelize('sqlite::memory:')
const Note = sequelize.define('Note', { title: DataTypes.STRING, owner: DataTypes.STRING })
const app = express()
app.get('/notes/:owner', async (req, res) => {
  const where = { owner: req.params.owner }
  res.json(await Note.findAll({ attributes: ['id', 'title'], where, order: [['title', 'ASC']] }))
})
""",
        [("read_many", "Note", ["id", "title"], ["owner"], ["title"], False)],
    ),
    "gorm": (
        "main.go",
        """
package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct {
	ID    uint
	Email string
}

func main() {
	var db *gorm.DB
	r := gin.Default()
	r.GET("/users/:email", func(c *gin.Context) {
		var users []User
		db.Select("id", "email").Where("email = ?", c.Param("email")).Order("email desc").Find(&users)
		db.Transaction(func(tx *gorm.DB) error {
			return tx.Where("email = ?", c.Param("email")).Delete(&User{}).Error
		})
		c.JSON(200, users)
	})
	r.Run()
}
""",
        [
            ("read_many", "User", ["id", "email"], ["email"], ["email"], False),
            ("delete", "User", [], ["email"], [], True),
        ],
    ),
    "database/sql": (
        "main.go",
        """
package main

import (
	"database/sql"
	"net/http"
)

func users(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, _ := db.QueryContext(r.Context(), `SELECT u.id, u.email, count(*) AS n FROM users u
			WHERE u.email = $1 AND u.age > $2 ORDER BY u.email DESC`, r.FormValue("email"), 18)
		defer rows.Close()
		tx, _ := db.Begin()
		tx.Exec("UPDATE users SET seen = now(), visits = visits + 1 WHERE id = $1", r.FormValue("id"))
		tx.Commit()
	}
}

func main() {
	var db *sql.DB
	http.HandleFunc("GET /users", users(db))
	http.ListenAndServe(":8080", nil)
}
""",
        [
            ("read_many", "users", ["id", "email", "COUNT(*)"], ["email", "age"], ["email"], False),
            ("write", "users", ["seen", "visits"], ["id"], [], True),
        ],
    ),
    "psycopg": (
        "app.py",
        """
from flask import Flask
import psycopg2

app = Flask(__name__)

@app.get("/users/<email>")
def users(email):
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    cursor.execute("SELECT id, name FROM users WHERE email = %s ORDER BY name", (email,))
    return {"rows": cursor.fetchall()}
""",
        [("read_many", "users", ["id", "name"], ["email"], ["name"], False)],
    ),
    "knex": (
        "app.js",
        """
const express = require('express')
const knex = require('knex')({ client: 'pg' })
const app = express()
app.get('/users/:email', async (req, res) => {
  res.json(await knex('users').select('id', 'name').where({ email: req.params.email }).orderBy('name'))
})
""",
        [("read_many", "users", ["id", "name"], ["email"], ["name"], False)],
    ),
    "drizzle": (
        "app.ts",
        """
import express from 'express'
import { eq, desc } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { pgTable, serial, text } from 'drizzle-orm/pg-core'
export const users = pgTable('users', { id: serial('id').primaryKey(), email: text('email') })
const db = drizzle(process.env.URL!)
const app = express()
app.get('/users/:email', async (req, res) => {
  const named = eq(users.email, req.params.email)
  res.json(await db.select({ id: users.id }).from(users).where(named).orderBy(desc(users.email)))
})
""",
        [("read_many", "users", ["id"], ["email"], ["email"], False)],
    ),
}


@pytest.mark.parametrize("store", PROGRAMS)
def test_a_query_is_shown_with_what_it_asks_for(store: str, cli: Run, project: Run) -> None:
    name, text, expected = PROGRAMS[store]
    result = cli("inventory", str(project({name: text})), "--format", "json")
    (route,) = json.loads(result.out)["routes"]
    shown = [
        (
            effect["kind"],
            effect["what"],
            effect["projection"],
            [item["column"] for item in effect["filters"]],
            effect["sorts"],
            effect["transaction"],
        )
        for effect in route["effects"]
        if effect["kind"] in {"read_many", "read_one", "write", "delete"}
    ]
    assert sorted(shown, key=str) == sorted(expected, key=str)


SHAPES = {
    "SELECT * FROM t WHERE a = {?}": ((), ("a",), ()),
    "SELECT {?} FROM {?} WHERE b IN ({?}) {?}": ((), ("b",), ()),
    "INSERT INTO t (a, b) VALUES (%s, %(b)s) ON CONFLICT DO NOTHING": (("a", "b"), (), ()),
    "DELETE FROM t WHERE id = :id AND owner = @owner": ((), ("id", "owner"), ()),
    "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE x = 1) AND b = ? ORDER BY lower(c)": (("a",), ("b",), ("c",)),
    "-- by hand\nSELECT max(id), data AS x FROM t": (("MAX(id)", "data"), (), ()),
    "select the best one": None,
    "SELECT a FROM": None,
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES)
def test_sql_text_of_programs(text: str) -> None:
    shape = shape_of(text)
    assert (None if shape is None else (shape.projection, shape.filters, shape.sorts)) == SHAPES[text]
