"""In which loops and transactions effects are, and what the rows they read are sorted by."""

from __future__ import annotations

from pathlib import Path

from test_effects import effects_of, project

Seen = list[tuple[str, str, tuple[str, ...], bool, tuple[str, ...]]]


def seen(folder: Path, files: dict[str, str], path: str, name: str) -> Seen:
    return [
        (e.kind, e.what, tuple(loop.kind for loop in e.loops), e.transaction, e.sorts)
        for e in effects_of(project(folder, files), path, name)
    ]


MODELS = """
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class User(Base): ...
class Order(Base): ...
"""
PYTHON = """
from sqlalchemy.orm import Session
from django.db import transaction
from models import User, Order

def load(db: Session, id): return db.query(Order).filter(Order.user_id == id).order_by(Order.at.desc()).all()

def per_row(db: Session):
    users = db.query(User).order_by("name").limit(10).all()
    for user in users:
        load(db, user.id)

def listed(db: Session, ids): return [db.get(User, id) for id in ids]

def built_before(db: Session, names):
    query = db.query(User)
    for name in names:
        query = query.filter(User.name == name)
    return query.all()

def polls(db: Session):
    while True:
        db.query(User).count()

def together(db: Session):
    with db.begin():
        db.add(User())
    db.add(Order())

@transaction.atomic
def whole(db: Session):
    db.add(User())
"""


def test_python(tmp_path: Path) -> None:
    files = {"models.py": MODELS, "app.py": PYTHON}
    assert seen(tmp_path, files, "app.py", "per_row") == [
        ("read_many", "User", (), False, ("name",)),
        ("read_many", "Order", ("for",), False, ("at",)),
    ]
    assert seen(tmp_path, files, "app.py", "listed") == [("read_one", "User", ("comprehension",), False, ())]
    assert [row[2] for row in seen(tmp_path, files, "app.py", "built_before")] == [()]
    assert [row[2] for row in seen(tmp_path, files, "app.py", "polls")] == [("while",)]
    assert [row[:2] + row[3:4] for row in seen(tmp_path, files, "app.py", "together")] == [
        ("transaction", "begin", False),
        ("write", "User", True),
        ("write", "Order", False),
    ]
    assert [row[3] for row in seen(tmp_path, files, "app.py", "whole")] == [True]


JAVASCRIPT = """
const { PrismaClient } = require('@prisma/client')
const prisma = new PrismaClient()

async function perRow(ids) {
  return Promise.all(ids.map(async (id) => prisma.user.findUnique({ where: { id } })))
}

async function sorted() {
  return prisma.post.findMany({ where: { published: true }, orderBy: { createdAt: 'desc' } })
}

async function together() {
  await prisma.$transaction(async (tx) => { await tx.user.create({ data: {} }) })
  await prisma.post.create({ data: {} })
}

async function fixed() {
  for (const name of ['a', 'b']) await prisma.user.create({ data: { name } })
}
"""


def test_javascript(tmp_path: Path) -> None:
    files = {"app.js": JAVASCRIPT}
    assert seen(tmp_path, files, "app.js", "perRow") == [("read_one", "user", ("each",), False, ())]
    assert seen(tmp_path, files, "app.js", "sorted") == [("read_many", "post", (), False, ("createdAt",))]
    assert [row[:2] + row[3:4] for row in seen(tmp_path, files, "app.js", "together")] == [
        ("transaction", "transaction", False),
        ("write", "user", True),
        ("write", "post", False),
    ]
    [effect] = effects_of(project(tmp_path, files), "app.js", "fixed")
    assert [(loop.over, loop.fixed) for loop in effect.loops] == [("['a', 'b']", True)]


GO = """package app

import "gorm.io/gorm"

type User struct { gorm.Model; Name string }

func PerRow(db *gorm.DB, ids []int) {
	for _, id := range ids {
		var user User
		db.Order("name desc").First(&user, id)
	}
}

func Together(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error { return tx.Create(&User{}).Error })
}

func Begun(db *gorm.DB) {
	tx := db.Begin()
	tx.Create(&User{})
	tx.Commit()
}
"""


def test_go(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/app\n", "app.go": GO}
    assert seen(tmp_path, files, "app.go", "PerRow") == [("read_one", "User", ("for",), False, ("name",))]
    assert [row[:2] + row[3:4] for row in seen(tmp_path, files, "app.go", "Together")] == [
        ("transaction", "transaction", False),
        ("write", "User", True),
    ]
    assert [row[3] for row in seen(tmp_path, files, "app.go", "Begun")] == [False, True]


JAVASCRIPT_LATER = """
import { tool } from 'tools'
import pLimit from 'p-limit'
import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()
const limit = pLimit(5)
export async function kept(items) {
  const made = []
  for (const item of items) {
    const one = tool(async (input) => prisma.user.findMany({ where: { id: item.id } }))
    made.push(one)
  }
  return made
}
export async function waited(items) {
  const made = []
  for (const item of items) {
    made.push(limit(async () => prisma.user.findMany({ where: { id: item.id } })))
  }
  return Promise.all(made)
}
"""


def test_what_is_handed_over_for_later_is_in_no_loop(tmp_path: Path) -> None:
    files = {"later.js": JAVASCRIPT_LATER}
    assert [loops for _, _, loops, _, _ in seen(tmp_path, files, "later.js", "kept")] == [()]
    assert [loops for _, _, loops, _, _ in seen(tmp_path, files, "later.js", "waited")] == [("for",)]
