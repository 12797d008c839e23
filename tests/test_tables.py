"""Tables as projects declare them, the migrations that make them, and the inventory of both."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from backend_review.model.tables import Table
from conftest import Result
from frameworks.programs import backend_of

SCHEMA = Path(__file__).resolve().parent.parent / "docs" / "inventory.schema.json"


def tables(folder: Path, files: dict[str, str]) -> dict[str, Table]:
    return {table.name: table for table in backend_of(folder, files).tables}


def columns(table: Table) -> list[tuple[str, str, bool | None]]:
    return [(column.name, column.type, column.nullable) for column in table.columns.values()]


def indexes(table: Table) -> list[tuple[tuple[str, ...], bool]]:
    return [(index.columns, index.unique) for index in table.indexes if not index.primary]


SQLALCHEMY = """
    from typing import Optional
    from datetime import datetime
    from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, String, Table, UniqueConstraint, func
    from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

    class Base(DeclarativeBase):
        @declared_attr.directive
        def __tablename__(cls) -> str:
            return cls.__name__.lower() + "s"

    class Stamped:
        created_at = Column(DateTime(timezone=True), server_default=func.now())

    user_groups = Table(
        "user_groups", Base.metadata,
        Column("user_id", ForeignKey("users.id"), primary_key=True),
        Column("group_id", Integer, primary_key=True),
    )

    class User(Stamped, Base):
        __table_args__ = (Index("ix_name", "name", "email"), UniqueConstraint("email", "org_id"))
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[Optional[str]]
        email: Mapped[str] = mapped_column(String(255), unique=True)
        org_id: Mapped[int] = mapped_column(ForeignKey("orgs.id", ondelete="CASCADE"), index=True)
        posts: Mapped[list["Post"]] = relationship(back_populates="author", lazy="selectin")

    class Post(Base):
        __tablename__ = "articles"
        id = Column(Integer, primary_key=True)
        author_id = Column("writer_id", Integer, ForeignKey("users.id"), nullable=False)
        author = relationship("User", back_populates="posts")

    Index("ix_late", Post.author_id, unique=True)
"""


def test_sqlalchemy(tmp_path: Path) -> None:
    found = tables(tmp_path, {"models.py": SQLALCHEMY})
    assert set(found) == {"users", "articles", "user_groups"}
    user = found["users"]
    assert columns(user) == [
        ("created_at", "timestamptz", True),
        ("id", "integer", False),
        ("name", "text", True),
        ("email", "text", False),
        ("org_id", "integer", False),
    ]
    assert indexes(user) == [
        (("email",), True),
        (("org_id",), False),
        (("name", "email"), False),
        (("email", "org_id"), True),
    ]
    reference = user.columns["org_id"].references
    assert reference is not None
    assert (reference.table, reference.column, reference.on_delete) == ("orgs", "id", "CASCADE")
    assert user.key == ("id",)
    posts, author = user.relations["posts"], found["articles"].relations["author"]
    assert (posts.many, posts.loading, posts.columns) == (True, "eager", ("writer_id",))
    assert (author.many, author.loading, author.target) == (False, "lazy", "User")
    assert indexes(found["articles"]) == [(("writer_id",), True)]
    assert found["user_groups"].key == ("user_id", "group_id")


PRISMA = """
    datasource db {
      provider = "postgresql"
      url      = env("DATABASE_URL")
    }

    model User {
      id    Int    @id @default(autoincrement())
      email String @unique @map("mail")
      posts Post[]
      @@map("users")
    }

    model Post {
      id       Int      @id
      title    String?
      at       DateTime @db.Timestamptz(3)
      author   User     @relation(fields: [authorId], references: [id], onDelete: Cascade)
      authorId Int      @map("author_id")
      tags     String[]
      @@unique([authorId, title])
      @@index([at(sort: Desc)])
    }
"""
MIGRATION = """
    CREATE TABLE "users" ("id" SERIAL NOT NULL, "mail" TEXT NOT NULL, CONSTRAINT "u_pkey" PRIMARY KEY ("id"));
    CREATE TABLE "Post" (
        "id" INTEGER NOT NULL, "title" TEXT, "at" TIMESTAMPTZ(3) NOT NULL, "old" TEXT, "tags" TEXT[],
        CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
    );
"""
SECOND = """
    ALTER TABLE "Post" ADD COLUMN "author_id" INTEGER NOT NULL, DROP COLUMN "old";
    CREATE UNIQUE INDEX "users_mail_key" ON "users"("mail");
    CREATE INDEX CONCURRENTLY "late" ON "Post"("at" DESC);
    ALTER TABLE "Post" ADD CONSTRAINT "fk" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE;
    UPDATE "Post" SET title = {{ templated }};
"""


@pytest.mark.parametrize("mapper", ["registry", "mapper"])
def test_sqlalchemy_maps_classes_that_know_nothing_of_it(tmp_path: Path, mapper: str) -> None:
    made, maps = {
        "registry": ("mappers = registry()\nmetadata = mappers.metadata", "mappers.map_imperatively"),
        "mapper": ("metadata = MetaData()", "mapper"),
    }[mapper]
    orm = f"""
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, text
from sqlalchemy.orm import mapper, registry, relationship
from shop.domain import Order, User

{made}

users = Table("users", metadata, Column("id", Integer, primary_key=True), Column("email", String(200), nullable=False))
orders = Table(
    "orders", metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id")),
    Index("ix_open", "user_id", postgresql_where=text("closed is null")),
)

def start_mappers():
    {maps}(User, users)
    {maps}(Order, orders, properties={{"user": relationship(User, lazy="joined", backref="orders")}})
"""
    domain = "class User:\n    pass\n\nclass Order:\n    pass\n"
    main = "from fastapi import FastAPI\nfrom shop.orm import start_mappers\nstart_mappers()\napp = FastAPI()\n"
    found = tables(
        tmp_path, {"shop/orm.py": orm, "shop/domain.py": domain, "shop/main.py": main, "shop/__init__.py": ""}
    )
    assert {name: table.model for name, table in found.items()} == {"users": "User", "orders": "Order"}
    user = found["orders"].relations["user"]
    assert (user.target, user.many, user.loading, user.columns) == ("User", False, "eager", ("user_id",))
    back = found["users"].relations["orders"]
    assert (back.target, back.many, back.loading) == ("Order", True, "lazy")
    assert [(index.columns, index.where != "") for index in found["orders"].indexes if not index.primary] == [
        (("user_id",), True)
    ]


def test_prisma_and_its_migrations(tmp_path: Path) -> None:
    backend = backend_of(
        tmp_path,
        {
            "prisma/schema.prisma": PRISMA,
            "prisma/migrations/20240101_first/migration.sql": MIGRATION,
            "prisma/migrations/20240202_second/migration.sql": SECOND,
        },
    )
    found = {table.name: table for table in backend.tables}
    assert columns(found["Post"]) == [
        ("id", "integer", False),
        ("title", "text", True),
        ("at", "timestamptz", False),
        ("author_id", "integer", False),
        ("tags", "array", False),
    ]
    assert indexes(found["Post"]) == [(("author_id", "title"), True), (("at",), False)]
    assert found["users"].relations["posts"].columns == ("authorId",)
    [history] = backend.histories
    assert (history.tool, history.dialect, [item.name for item in history.migrations]) == (
        "prisma",
        "postgresql",
        ["20240101_first", "20240202_second"],
    )
    made = {table.name: table for table in history.tables()}
    assert set(made["Post"].columns) == set(found["Post"].columns)
    assert indexes(made["users"]) == [(("mail",), True)]
    reference = made["Post"].columns["author_id"].references
    assert reference is not None
    assert reference.on_delete == "CASCADE"
    assert [(place.line, why) for item in history.migrations for place, why in item.unknown] == [(6, "templated SQL")]


def test_sections_and_pairs(tmp_path: Path) -> None:
    backend = backend_of(
        tmp_path,
        {
            "db/001_a.up.sql": "CREATE TABLE a (id int primary key);",
            "db/001_a.down.sql": "DROP TABLE a;",
            "goose/00001_b.sql": "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE b (id int);\n"
            "-- +goose Down\nDROP TABLE b;\n",
            "flyway/V1__c.sql": "CREATE TABLE c (id int);",
            "reports/monthly.sql": "SELECT * FROM a;",
        },
    )
    seen = {
        history.tool: [(len(item.up), item.down and len(item.down), item.transactional) for item in history.migrations]
        for history in backend.histories
    }
    # a single statement is no transaction for golang-migrate; Flyway leaves it where a statement needs that
    assert seen == {"golang-migrate": [(1, 1, False)], "goose": [(1, 1, False)], "flyway": [(1, None, False)]}


def test_what_renames_and_drops_leave(tmp_path: Path) -> None:
    text = (
        "CREATE TABLE t (id int primary key, a text, b text);\nCREATE INDEX i ON t (a);\nCREATE INDEX j ON t (b);\n"
        "ALTER TABLE t RENAME COLUMN a TO c;\nALTER TABLE t DROP COLUMN b;\nALTER TABLE t RENAME TO u;\n"
        "ALTER TABLE u ALTER COLUMN c SET NOT NULL;\nDROP INDEX i;\nCREATE TABLE gone (id int);\nDROP TABLE gone;\n"
    )
    [history] = backend_of(tmp_path, {"migrations/001_all.sql": text}).histories
    [table] = history.tables()
    assert table.name == "u"
    assert columns(table) == [("id", "integer", False), ("c", "text", False)]
    assert indexes(table) == []


def test_inventory_of_tables(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project({"models.py": "from sqlalchemy import Column, Integer, ForeignKey\nfrom sqlalchemy.orm import "
             "declarative_base\nBase = declarative_base()\n\nclass A(Base):\n    __tablename__ = 'as'\n"
             "    id = Column(Integer, primary_key=True)\n    b_id = Column(ForeignKey('bs.id'))\n"})  # fmt: skip
    out = cli("inventory", "--tables").out
    assert "as (A)  sqlalchemy  models.py:5" in out
    assert "1 tables, 2 columns, 1 foreign keys without an index" in out
    document = json.loads(cli("inventory", "--format", "json").out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    [table] = document["tables"]
    assert table["foreign_keys"] == [{"columns": ["b_id"], "table": "bs", "on_delete": None}]
    assert [column["indexed"] for column in table["columns"]] == [True, False]


def test_tables_that_only_migrations_make_are_listed(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project(
        {
            "db/migrations/001_orders.up.sql": "CREATE TABLE orders (id bigserial PRIMARY KEY, old text);\n",
            "db/migrations/001_orders.down.sql": "DROP TABLE orders;\n",
            "db/migrations/002_email.up.sql": "ALTER TABLE orders DROP COLUMN old, ADD COLUMN email text NOT NULL;\n"
            "CREATE UNIQUE INDEX CONCURRENTLY orders_email ON orders (email) WHERE email <> '';\n"
            "CREATE TABLE users (id bigint PRIMARY KEY);\n",
            "db/migrations/002_email.down.sql": "ALTER TABLE orders DROP COLUMN email;\n",
            "models.py": "from sqlmodel import Field, SQLModel\n\nclass User(SQLModel, table=True):\n"
            "    __tablename__ = 'users'\n    id: int = Field(primary_key=True)\n",
        }
    )
    document = json.loads(cli("inventory", "--format", "json").out)
    listed = {table["name"]: table for table in document["tables"]}
    assert {name: (table["library"], table["model"]) for name, table in listed.items()} == {
        "users": ("sqlmodel", "User"),
        "orders": ("golang-migrate", None),
    }
    orders = listed["orders"]
    assert (orders["file"], orders["line"]) == ("db/migrations/001_orders.up.sql", 1)
    assert [(column["name"], column["nullable"]) for column in orders["columns"]] == [("id", False), ("email", False)]
    assert [(index["columns"], index["where"] is not None) for index in orders["indexes"]][1:] == [(["email"], True)]
    assert "orders  golang-migrate  db/migrations/001_orders.up.sql:1" in cli("inventory", "--tables").out
    assert "users" not in cli("inventory", "--tables", "db").out


GORM = """
    package store

    import (
        "time"

        "gorm.io/gorm"
    )

    type Stamped struct {
        CreatedAt time.Time
    }

    type User struct {
        gorm.Model
        Stamped
        Email    string `gorm:"size:255;not null;uniqueIndex"`
        Nick     *string
        First    string `gorm:"index:idx_name,priority:1"`
        Last     string `gorm:"index:idx_name,priority:2"`
        Secret   string `gorm:"-"`
        Orders   []Order
        Groups   []Group `gorm:"many2many:user_groups"`
    }

    type Order struct {
        ID     int64 `gorm:"primaryKey"`
        UserID uint
        Total  float64 `gorm:"type:numeric(10,2);default:0"`
    }

    type Group struct {
        Code string `gorm:"primaryKey"`
    }

    func (Group) TableName() string { return "app_groups" }

    type Options struct {
        Limit int
    }
"""


def test_gorm(tmp_path: Path) -> None:
    found = tables(tmp_path, {"go.mod": "module example.com/app\n", "store/models.go": GORM})
    assert set(found) == {"users", "orders", "app_groups", "user_groups"}
    user = found["users"]
    assert set(user.columns) == {"id", "created_at", "updated_at", "deleted_at", "email", "nick", "first", "last"}
    assert user.columns["email"].nullable is False
    assert indexes(user) == [(("deleted_at",), False), (("email",), True), (("first", "last"), False)]
    assert columns(found["orders"]) == [
        ("id", "bigint", False),
        ("user_id", "bigint", True),
        ("total", "decimal", True),
    ]
    reference = found["orders"].columns["user_id"].references
    assert reference is not None
    assert reference.table == "users"
    assert user.relations["Orders"].columns == ("user_id",)
    assert found["user_groups"].key == ("user_id", "group_code")


def test_a_folder_for_each_version_is_one_history(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    """0.10 comes after 0.9, and a version goes on from what the versions before it made."""
    place = "store/migration/sqlite"
    folder = project(
        {
            f"{place}/0.9/00__notes.sql": "CREATE TABLE note (id INTEGER PRIMARY KEY);\n",
            f"{place}/0.10/00__title.sql": "ALTER TABLE note ADD COLUMN title TEXT;\n",
            f"{place}/0.10/01__body.sql": "ALTER TABLE note ADD COLUMN body TEXT;\n",
            f"{place}/0.11/00__heading.sql": "ALTER TABLE note RENAME COLUMN title TO heading;\n",
        }
    )
    (table,) = json.loads(cli("inventory", str(folder), "--format", "json").out)["tables"]
    assert sorted(column["name"] for column in table["columns"]) == ["body", "heading", "id"]
