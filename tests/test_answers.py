"""What handlers answer, as it comes of following small programs; and the entities behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.backend import Backend, build
from backend_review.model.answers.shapes import keys_of
from backend_review.model.values import Kind, Thing
from backend_review.project.files import collect

PROGRAMS = {
    "fastapi": (
        {
            "main.py": """
from fastapi import FastAPI, HTTPException, status
from fastapi.responses import JSONResponse, RedirectResponse

app = FastAPI()


class Gone(HTTPException):
    def __init__(self):
        super().__init__(status_code=status.HTTP_410_GONE, detail="gone")


def refused(code):
    return JSONResponse({"message": "no"}, status_code=code)


@app.get("/a", status_code=202)
def a(x: int):
    if x > 1:
        raise HTTPException(404, "no")
    if x > 2:
        raise Gone
    if x > 3:
        return refused(409)
    if x > 4:
        return RedirectResponse("/b")
    return {"x": x}
"""
        },
        [
            (404, "json", True),
            (410, "json", True),
            (409, "json", False),
            (307, "redirect", False),
            (None, "json", False),
        ],
    ),
    "express": (
        {
            "app.js": """
const express = require('express')
const app = express()
const ok = (res, data) => res.json({ data })
app.get('/a', (req, res, next) => {
  res.status(201)
  if (req.query.x) return res.status(404).json({ message: 'no' })
  if (req.query.y) return res.sendStatus(403)
  if (req.query.z) return next(new Error('z'))
  ok(res, 1)
})
app.listen(1)
"""
        },
        [(404, "json", False), (403, "text", False), (None, "", True), (201, "json", False)],
    ),
    "gin": (
        {
            "go.mod": "module example.com/a\n",
            "main.go": """package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func fail(c *gin.Context, code int) { c.AbortWithStatusJSON(code, gin.H{"error": "no"}) }

func a(c *gin.Context) {
	if c.Query("x") == "" {
		fail(c, http.StatusTeapot)
		return
	}
	c.Status(http.StatusNoContent)
}

func main() {
	r := gin.New()
	r.GET("/a", a)
	r.Run()
}
""",
        },
        [(418, "json", False), (204, "empty", False)],
    ),
    "nethttp": (
        {
            "go.mod": "module example.com/a\n",
            "main.go": """package main

import (
	"encoding/json"
	"net/http"
)

func a(w http.ResponseWriter, r *http.Request) {
	if r.Method != "GET" {
		http.Error(w, "no", http.StatusMethodNotAllowed)
		return
	}
	w.WriteHeader(http.StatusAccepted)
	json.NewEncoder(w).Encode(map[string]int{"x": 1})
}

func main() {
	http.HandleFunc("/a", a)
	http.ListenAndServe(":1", nil)
}
""",
        },
        [(405, "text", False), (202, "json", False)],
    ),
    "koa": (
        {
            "app.js": """
const Koa = require('koa')
const Router = require('@koa/router')
const app = new Koa()
const router = new Router()
router.get('/a', async (ctx) => {
  if (ctx.query.x) ctx.throw(404, 'no')
  ctx.body = { x: 1 }
  ctx.status = 201
})
app.use(router.routes())
app.listen(1)
"""
        },
        [(404, "text", True), (201, "json", False)],
    ),
}


def backend(folder: Path, files: dict[str, str]) -> Backend:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return build(collect(folder, [folder]).files)


@pytest.mark.parametrize("name", PROGRAMS)
def test_answers(name: str, tmp_path: Path) -> None:
    files, expected = PROGRAMS[name]
    made = backend(tmp_path, files)
    (found,) = made.routes
    assert [(item.status, item.kind, item.error) for item in made.answers_of(found)] == expected


def test_an_answer_knows_its_way_its_condition_and_its_keys(tmp_path: Path) -> None:
    made = backend(tmp_path, PROGRAMS["gin"][0])
    refused = made.answers_of(made.routes[0])[0]
    assert [(step.name, step.place.line) for step in refused.chain] == [("fail", 13)]
    assert refused.place.line == 9
    assert keys_of(refused) == ("error",)
    assert made.answers_of(made.routes[0])[1].condition == ""


def test_entities_have_the_fields_of_their_stores(tmp_path: Path) -> None:
    made = backend(
        tmp_path,
        {
            "models.py": """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(deferred=True)
    posts = relationship("Post")
""",
            "main.py": """
from fastapi import FastAPI
from sqlalchemy.orm import Session

from models import User

app = FastAPI()


@app.get("/users/{id}")
def user(id: int, db: Session):
    return db.get(User, id)
""",
        },
    )
    (answer,) = made.answers_of(made.routes[0])
    assert isinstance(answer.body, Thing)
    assert isinstance(answer.body.kind, Kind)
    entity = made.entities.of(answer.body.kind)
    assert entity is not None
    assert [(item.name, item.hidden, item.place.line) for item in entity.fields.values()] == [
        ("id", False, 11),
        ("secret", True, 12),
    ]
