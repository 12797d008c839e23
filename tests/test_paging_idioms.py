"""Whether lists are paged, as many programs are written: features of queries, factories, repositories,
units of work."""

from __future__ import annotations

import textwrap
from pathlib import Path

from backend_review.inventory import read_backend
from backend_review.inventory.rows import Row, rows_of


def rows(folder: Path, files: dict[str, str]) -> list[Row]:
    """What is known of the routes of a project of these files."""
    folder = folder.resolve()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text), encoding="utf-8")
    found = rows_of(read_backend(folder, [folder], []))
    assert found
    return found


def misjudged(folder: Path, files: dict[str, str]) -> dict[str, bool | None]:
    """The routes whose path begins otherwise than they are judged: /paged, /all (without a bound) or anything else."""
    wanted = {"paged": True, "all": False}
    judged = {row.found.path: row.facts["paginated"] for row in rows(folder, files)}
    return {path: said for path, said in judged.items() if said is not wanted.get(path.split("/")[1])}


EXPRESS = {
    "package.json": """
        {}
    """,
    "app.ts": """
        import express from 'express';
        import mongoose from 'mongoose';
        import mysql from 'mysql2/promise';
        import knex from 'knex';
        import { APIFeatures } from './features';
        import { UserRepository } from './repo';
        import { getAll, QueryBuilder } from './factory';
        const app = express();
        const db = knex({});
        const repo = new UserRepository(mysql.createPool({}));
        const Tour = mongoose.model('Tour', new mongoose.Schema({ name: String }));
        app.get('/paged/features/tours', async (req, res) => {
          const features = new APIFeatures(Tour.find(), req.query).filter().sort().limitFields().paginate();
          res.json({ tours: await features.query });
        });
        app.get('/all/features/tours', async (req, res) => {
          const features = new APIFeatures(Tour.find(), req.query).filter().sort();
          res.json({ tours: await features.query });
        });
        app.get('/paged/factory/tours', getAll(Tour));
        app.get('/paged/builder/tours', async (req, res) => {
          const asked = new QueryBuilder(Tour.find(), req.query).search(['name']).filter().paginate().fields();
          res.json({ result: await asked.modelQuery, meta: await asked.countTotal() });
        });
        app.get('/paged/repo/users', async (req, res) => { res.json(await repo.page(1)); });
        app.get('/all/repo/users', async (req, res) => { res.json(await repo.findAll()); });
        app.get('/paged/boards', async (req, res) => {
          res.json(await db('boards').select('boards.id').count('posts', { as: 'n' }).groupBy('boards.id').limit(20));
        });
        app.get('/all/boards', async (req, res) => {
          res.json(await db.leftJoin('posts', 'posts.board',
              'boards.id').from('boards').count('posts').groupBy('boards.id'));
        });
        const joined = (query) => query.join('posts', 'posts.board', 'boards.id').where('posts.open', true);
        app.get('/paged/joined/boards', async (req, res) => { res.json(await joined(db('boards')).limit(20)); });
        app.get('/count/boards', async (req, res) => { res.json(await db('boards').count('id')); });
        app.listen(80);
    """,
    "features.ts": """
        export class APIFeatures {
          query: any; queryString: any;
          constructor(query, queryString) { this.query = query; this.queryString = queryString; }
          filter() {
            const o = {
              ...this.queryString
            }; delete o.page; this.query = this.query.find(JSON.parse(JSON.stringify(o)));
            return this;
          }
          sort() {
            if (this.queryString.sort) { this.query = this.query.sort(this.queryString.sort.split(',').join(' ')); }
            else { this.query = this.query.sort('-createdAt'); }
            return this;
          }
          limitFields() { this.query = this.query.select('-__v'); return this; }
          paginate() {
            const page = this.queryString.page * 1 || 1;
            const limit = this.queryString.limit * 1 || 100;
            const skip = (page - 1) * limit;
            this.query = this.query.skip(skip).limit(limit);
            return this;
          }
        }
    """,
    "factory.ts": """
        import { APIFeatures } from './features';
        export const catchAsync = (fn) => (req, res, next) => { fn(req, res, next).catch(next); };
        export const getAll = (Model) => catchAsync(async (req, res, next) => {
          let filter = {};
          if (req.params.tourId) filter = { tour: req.params.tourId };
          const features = new APIFeatures(Model.find(filter), req.query).filter().sort().limitFields().paginate();
          const docs = await features.query;
          res.status(200).json({ data: docs });
        });
        export class QueryBuilder<T> {
          constructor(public modelQuery: any, public query: Record<string,
              unknown>) { this.modelQuery = modelQuery; this.query = query; }
          search(fields: string[]) {
            if (this?.query?.searchTerm) { this.modelQuery = this.modelQuery.find({ $or: [] }); }
            return this;
          }
          filter() { const q = { ...this.query }; this.modelQuery = this.modelQuery.find(q as any); return this; }
          paginate() {
            const page = Number(this?.query?.page) || 1;
            const limit = Number(this?.query?.limit) || 10;
            this.modelQuery = this.modelQuery.skip((page - 1) * limit).limit(limit);
            return this;
          }
          fields() { this.modelQuery = this.modelQuery.select('-__v'); return this; }
          async countTotal() { return this.modelQuery.model.countDocuments(this.modelQuery.getFilter()); }
        }
    """,
    "repo.ts": """
        abstract class Repository<T> {
          constructor(protected readonly pool: any, protected table: string) {}
          async findAll(): Promise<T[]> {
            const [rows] = await this.pool.query(`SELECT * FROM ${this.table}`);
            return rows;
          }
          async page(n: number, size = 20): Promise<T[]> {
            const [rows] = await this.pool.query(`SELECT * FROM ${this.table} LIMIT ? OFFSET ?`, [size,
                (n - 1) * size]);
            return rows;
          }
        }
        export class UserRepository extends Repository<any> { constructor(pool: any) { super(pool, 'users'); } }
    """,
}


def test_javascript(tmp_path: Path) -> None:
    assert misjudged(tmp_path, EXPRESS) == {}


FASTAPI = {
    "models.py": """
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

        class Base(DeclarativeBase): pass

        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)

        class Item(Base):
            __tablename__ = "items"
            id: Mapped[int] = mapped_column(primary_key=True)
    """,
    "crud.py": """
        from typing import Generic, Type, TypeVar
        from sqlalchemy import select
        from sqlalchemy.orm import Session
        from models import Base, User, Item
        M = TypeVar("M", bound=Base)
        class CRUDBase(Generic[M]):
            def __init__(self, model: Type[M]):
                self.model = model
            def get_multi(self, db: Session, *, skip: int = 0, limit: int = 100):
                return db.query(self.model).offset(skip).limit(limit).all()
            def get_all(self, db: Session):
                return db.query(self.model).all()
        class CRUDUser(CRUDBase[User]): pass
        user = CRUDUser(User)
        item = CRUDBase(Item)
        class BaseRepository(Generic[M]):
            model: Type[M]
            def __init__(self, session): self.session = session
            async def list(self, limit=50, offset=0):
                result = await self.session.execute(select(self.model).limit(limit).offset(offset))
                return result.scalars().all()
            async def everything(self):
                result = await self.session.execute(select(self.model))
                return result.scalars().all()
        class UserRepository(BaseRepository[User]):
            model = User
        class UnitOfWork:
            def __init__(self, factory): self.factory = factory
            async def __aenter__(self):
                self.session = self.factory()
                self.users = UserRepository(self.session)
                return self
            async def __aexit__(self, *a): await self.session.close()
    """,
    "app.py": """
        from fastapi import Depends, FastAPI
        from sqlalchemy import create_engine
        from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
        from sqlalchemy.orm import Session, sessionmaker
        import crud

        SessionLocal = sessionmaker(bind=create_engine("sqlite://"))
        AsyncLocal = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))
        app = FastAPI()

        def get_db():
            db = SessionLocal()
            try:
                yield db
            finally:
                db.close()

        @app.get("/paged/users")
        def page_of_users(db: Session = Depends(get_db), skip: int = 0, limit: int = 100):
            return crud.user.get_multi(db, skip=skip, limit=limit)

        @app.get("/paged/items")
        def page_of_items(db: Session = Depends(get_db)):
            return crud.item.get_multi(db)

        @app.get("/all/users")
        def all_users(db: Session = Depends(get_db)):
            return crud.user.get_all(db)

        @app.get("/paged/unit/users")
        async def page_of_unit():
            async with crud.UnitOfWork(AsyncLocal) as unit:
                return await unit.users.list(limit=10)

        @app.get("/all/unit/users")
        async def all_of_unit():
            async with crud.UnitOfWork(AsyncLocal) as unit:
                return await unit.users.everything()
    """,
}


def test_python(tmp_path: Path) -> None:
    assert misjudged(tmp_path, FASTAPI) == {}


GIN = {
    "go.mod": """
        module example.com/shop

        go 1.22
    """,
    "main.go": """
        package main

        import (
            "context"
            "database/sql"
            "net/http"
            "strconv"

            "example.com/shop/db"
            "example.com/shop/repo"
            "github.com/gin-gonic/gin"
            "github.com/jackc/pgx/v5/pgxpool"
            "github.com/jmoiron/sqlx"
            "go.mongodb.org/mongo-driver/bson"
            "go.mongodb.org/mongo-driver/mongo"
            "go.mongodb.org/mongo-driver/mongo/options"
            "gorm.io/gorm"
        )

        func Paginate(c *gin.Context) func(db *gorm.DB) *gorm.DB {
            return func(db *gorm.DB) *gorm.DB {
                page, _ := strconv.Atoi(c.Query("page"))
                if page <= 0 {
                    page = 1
                }
                pageSize, _ := strconv.Atoi(c.Query("page_size"))
                switch {
                case pageSize > 100:
                    pageSize = 100
                case pageSize <= 0:
                    pageSize = 10
                }
                return db.Offset((page - 1) * pageSize).Limit(pageSize)
            }
        }

        type Handler struct {
            db    *gorm.DB
            q     *db.Queries
            x     *sqlx.DB
            pool  *pgxpool.Pool
            coll  *mongo.Collection
            users *repo.Repository[repo.User]
            svc   *repo.UserService
        }

        func (h *Handler) scopes(c *gin.Context) {
            var users []repo.User
            h.db.Scopes(Paginate(c)).Find(&users)
            c.JSON(200, users)
        }

        func (h *Handler) all(c *gin.Context) {
            var users []repo.User
            if result := h.db.Order("name").Find(&users); result.Error != nil {
                c.JSON(500, nil)
                return
            }
            c.JSON(200, users)
        }

        type listRequest struct {
            PageID   int32 `form:"page_id" binding:"required,min=1"`
            PageSize int32 `form:"page_size" binding:"required,min=5,max=10"`
        }

        func (h *Handler) sqlc(c *gin.Context) {
            var req listRequest
            if err := c.ShouldBindQuery(&req); err != nil {
                return
            }
            accounts, _ := h.q.ListAccounts(c, db.ListAccountsParams{Limit: req.PageSize,
                Offset: (req.PageID - 1) * req.PageSize})
            c.JSON(200, accounts)
        }

        func (h *Handler) sqlcAll(c *gin.Context) {
            accounts, _ := h.q.AllAccounts(c)
            c.JSON(200, accounts)
        }

        func (h *Handler) sqlx(c *gin.Context) {
            var users []repo.User
            h.x.Select(&users, "SELECT * FROM users ORDER BY id")
            c.JSON(200, users)
        }

        func (h *Handler) sqlxPage(c *gin.Context) {
            users := []repo.User{}
            limit, _ := strconv.Atoi(c.DefaultQuery("limit", "10"))
            h.x.SelectContext(c, &users, "SELECT * FROM users ORDER BY id LIMIT $1", limit)
            c.JSON(200, users)
        }

        func (h *Handler) pgx(c *gin.Context) {
            rows, err := h.pool.Query(context.Background(), "select id from users")
            if err != nil {
                return
            }
            defer rows.Close()
            c.JSON(200, nil)
        }

        func (h *Handler) mongoAll(c *gin.Context) {
            cur, _ := h.coll.Find(c, bson.M{})
            var out []bson.M
            cur.All(c, &out)
            c.JSON(200, out)
        }

        func (h *Handler) mongoPage(c *gin.Context) {
            opts := options.Find()
            opts.SetLimit(10)
            opts.SetSkip(0)
            cur, _ := h.coll.Find(c, bson.M{}, opts)
            var out []bson.M
            cur.All(c, &out)
            c.JSON(200, out)
        }

        func (h *Handler) mongoPage2(c *gin.Context) {
            limit := int64(10)
            cur, _ := h.coll.Find(c, bson.D{}, &options.FindOptions{Limit: &limit})
            var out []bson.M
            cur.All(c, &out)
            c.JSON(200, out)
        }

        func (h *Handler) generic(c *gin.Context)     { users, _ := h.users.FindAll(c); c.JSON(200, users) }
        func (h *Handler) genericPage(c *gin.Context) { users, _ := h.users.Page(c, 1, 20); c.JSON(200, users) }
        func (h *Handler) service(c *gin.Context)     { users, _ := h.svc.List(c); c.JSON(200, users) }
        func (h *Handler) servicePage(c *gin.Context) {
            p := &repo.Pagination{Page: 1}
            out, _ := h.svc.Paged(c, p)
            c.JSON(200, out)
        }

        func (h *Handler) queryAll(c *gin.Context) {
            var sqldb *sql.DB
            rows, _ := sqldb.Query("SELECT id FROM users WHERE a = ?", 1)
            defer rows.Close()
            c.JSON(http.StatusOK, nil)
        }

        func (h *Handler) conditional(c *gin.Context) {
            q := h.db.Model(&repo.User{})
            if l := c.Query("limit"); l != "" {
                n, _ := strconv.Atoi(l)
                q = q.Limit(n)
            }
            var users []repo.User
            q.Find(&users)
            c.JSON(200, users)
        }

        func main() {
            g, _ := gorm.Open(nil)
            sqldb, _ := sql.Open("pg", "")
            h := &Handler{db: g, q: db.New(sqldb), users: repo.NewRepository[repo.User](g),
                svc: repo.NewUserService(repo.NewUserRepository(g))}
            r := gin.Default()
            api := r.Group("")
            api.GET("/paged/scopes/users", h.scopes)
            api.GET("/all/all/users", h.all)
            api.GET("/paged/sqlc/accounts", h.sqlc)
            api.GET("/all/sqlc/accounts", h.sqlcAll)
            api.GET("/all/sqlx/users", h.sqlx)
            api.GET("/paged/sqlx/users", h.sqlxPage)
            api.GET("/all/pgx/users", h.pgx)
            api.GET("/all/mongo/things", h.mongoAll)
            api.GET("/paged/mongo/things", h.mongoPage)
            api.GET("/paged/mongo2/things", h.mongoPage2)
            api.GET("/all/generic/users", h.generic)
            api.GET("/paged/generic/users", h.genericPage)
            api.GET("/all/service/users", h.service)
            api.GET("/paged/service/users", h.servicePage)
            api.GET("/all/sql/users", h.queryAll)
            api.GET("/all/conditional/users", h.conditional)
            r.Run()
        }
    """,
    "db/query.sql.go": """
        package db

        import (
            "context"
            "database/sql"
        )

        type DBTX interface {
            ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
            QueryContext(context.Context, string, ...interface{}) (*sql.Rows, error)
            QueryRowContext(context.Context, string, ...interface{}) *sql.Row
        }

        func New(db DBTX) *Queries { return &Queries{db: db} }

        type Queries struct{ db DBTX }

        type Account struct{ ID int64 }

        const listAccounts = `-- name: ListAccounts :many
        SELECT id FROM accounts
        ORDER BY id
        LIMIT $1 OFFSET $2
        `

        type ListAccountsParams struct{ Limit, Offset int32 }

        func (q *Queries) ListAccounts(ctx context.Context, arg ListAccountsParams) ([]Account, error) {
            rows, err := q.db.QueryContext(ctx, listAccounts, arg.Limit, arg.Offset)
            if err != nil {
                return nil, err
            }
            defer rows.Close()
            var items []Account
            for rows.Next() {
                var i Account
                rows.Scan(&i.ID)
                items = append(items, i)
            }
            return items, nil
        }

        const allAccounts = `-- name: AllAccounts :many
        SELECT id FROM accounts
        `

        func (q *Queries) AllAccounts(ctx context.Context) ([]Account, error) {
            rows, err := q.db.QueryContext(ctx, allAccounts)
            if err != nil {
                return nil, err
            }
            defer rows.Close()
            return nil, nil
        }
    """,
    "repo/repo.go": """
        package repo

        import (
            "context"

            "gorm.io/gorm"
        )

        type User struct {
            gorm.Model
            Name string
        }

        type Repository[T any] struct{ db *gorm.DB }

        func NewRepository[T any](db *gorm.DB) *Repository[T] { return &Repository[T]{db: db} }

        func (r *Repository[T]) FindAll(ctx context.Context) ([]T, error) {
            var out []T
            err := r.db.WithContext(ctx).Find(&out).Error
            return out, err
        }

        func (r *Repository[T]) Page(ctx context.Context, page, size int) ([]T, error) {
            var out []T
            err := r.db.WithContext(ctx).Offset((page - 1) * size).Limit(size).Find(&out).Error
            return out, err
        }

        type UserRepository interface {
            List(ctx context.Context) ([]User, error)
            Paged(ctx context.Context, p *Pagination) (*Pagination, error)
        }

        type userRepository struct{ db *gorm.DB }

        func NewUserRepository(db *gorm.DB) UserRepository { return &userRepository{db} }

        func (r *userRepository) List(ctx context.Context) ([]User, error) {
            var users []User
            if err := r.db.Find(&users).Error; err != nil {
                return nil, err
            }
            return users, nil
        }

        type Pagination struct {
            Limit int         `json:"limit"`
            Page  int         `json:"page"`
            Rows  interface{} `json:"rows"`
        }

        func (p *Pagination) GetLimit() int {
            if p.Limit == 0 {
                p.Limit = 10
            }
            return p.Limit
        }

        func paginate(value interface{}, p *Pagination, db *gorm.DB) func(db *gorm.DB) *gorm.DB {
            var total int64
            db.Model(value).Count(&total)
            return func(db *gorm.DB) *gorm.DB { return db.Offset(p.Page * p.GetLimit()).Limit(p.GetLimit()) }
        }

        func (r *userRepository) Paged(ctx context.Context, p *Pagination) (*Pagination, error) {
            var users []*User
            r.db.Scopes(paginate(users, p, r.db)).Find(&users)
            p.Rows = users
            return p, nil
        }

        type UserService struct{ repo UserRepository }

        func NewUserService(r UserRepository) *UserService { return &UserService{repo: r} }

        func (s *UserService) List(ctx context.Context) ([]User, error) { return s.repo.List(ctx) }

        func (s *UserService) Paged(ctx context.Context, p *Pagination) (*Pagination,
            error) { return s.repo.Paged(ctx, p) }
    """,
}


def test_go(tmp_path: Path) -> None:
    assert misjudged(tmp_path, GIN) == {}


OF_ANOTHER = {
    "package.json": "{}",
    "app.js": """
        const express = require('express');
        const mongoose = require('mongoose');
        const granted = { bucketId: String, ownerId: String, name: String };
        const Permission = mongoose.model('Permission', new mongoose.Schema(granted));
        const Comment = mongoose.model('Comment', new mongoose.Schema({ postId: String }));
        const User = mongoose.model('User', new mongoose.Schema({ name: String }));
        const app = express();
        app.get('/permission/bucket/:id', async (req, res) => {
          res.json(await Permission.find({ bucketId: req.params.id }));
        });
        app.get('/permission/named/:name', async (req, res) => {
          res.json(await Permission.find({ name: req.params.name }));
        });
        app.get('/permission/of/:bucketId/by/:ownerId', async (req, res) => {
          res.json(await Permission.find({ bucketId: req.params.bucketId, ownerId: req.params.ownerId }));
        });
        app.get('/permission/csv', async (req, res) => { res.send(toCsv(await Permission.find())); });
        app.get('/user/:id', async (req, res) => { res.json(await User.find({ _id: req.params.id })); });
        app.get('/post/:id', async (req, res) => {
          const user = await User.findById(req.user.id);
          res.json({ user, comments: await Comment.find({ postId: req.params.id }) });
        });
    """,
}


def test_what_a_key_of_another_thing_asks_for_is_many(tmp_path: Path) -> None:
    judged = {row.found.path: row.facts["paginated"] for row in rows(tmp_path, OF_ANOTHER)}
    assert judged == {
        "/permission/bucket/{id}": False,
        "/permission/named/{name}": None,
        "/permission/of/{bucketId}/by/{ownerId}": None,
        "/permission/csv": None,
        "/user/{id}": None,
        "/post/{id}": None,
    }


SAYS_ONE = {
    "app.py": """
        from fastapi import Depends, FastAPI
        from sqlalchemy import select
        from sqlalchemy.orm import Session
        from models import Role, Summary, session

        app = FastAPI()

        @app.get("/summary")
        def summary(db: Session = Depends(session)) -> Summary:
            roles = db.scalars(select(Role)).all()
            return Summary(allowed=len(roles))

        @app.get("/feed")
        def feed(db: Session = Depends(session)) -> dict:
            return {"items": db.scalars(select(Role)).all()}
    """,
    "models.py": """
        from pydantic import BaseModel
        from sqlalchemy import create_engine
        from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

        class Base(DeclarativeBase):
            pass

        class Role(Base):
            __tablename__ = "roles"
            id: Mapped[int] = mapped_column(primary_key=True)

        class Summary(BaseModel):
            allowed: int

        def session():
            with Session(create_engine("sqlite://")) as made:
                yield made
    """,
}


def test_what_is_read_along_the_way_to_one_thing_is_no_list(tmp_path: Path) -> None:
    judged = {row.found.path: row.facts["paginated"] for row in rows(tmp_path, SAYS_ONE)}
    assert judged == {"/summary": None, "/feed": False}
