"""Whether a list is paged, over the links between a route and its store in Go."""

# ruff: noqa: E501  # the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from shapes.projects import write

LINKS = {
    "a limit that somebody has to ask to be without": """
=== go.mod
module x
go 1.22
require github.com/gin-gonic/gin v1.9.0
require gorm.io/gorm v1.25.0
=== main.go
package main
import (
	"strconv"
	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)
type Item struct { ID int }
type Paging struct { Page, PerPage int }
const Everything = -1
var DB *gorm.DB
func number(c *gin.Context, name string, otherwise int) int {
	if given, err := strconv.Atoi(c.Query(name)); err == nil { return given }
	return otherwise
}
func list(c *gin.Context, paging Paging) {
	query := DB
	if paging.PerPage != Everything {
		query = query.Limit(paging.PerPage).Offset(paging.Page * paging.PerPage)
	}
	var items []Item
	query.Find(&items)
	c.JSON(200, items)
}
func some(c *gin.Context) { list(c, Paging{Page: number(c, "page", 0), PerPage: number(c, "per_page", 100)}) }
func all(c *gin.Context) { list(c, Paging{Page: number(c, "page", 0), PerPage: number(c, "per_page", Everything)}) }
func main() {
	DB, _ = gorm.Open(postgres.Open("x"))
	r := gin.Default()
	r.GET("/items/all", all)
	r.GET("/items/some", some)
	r.Run()
}
""",
    "objects that hand a request on to the function they hold": """
=== go.mod
module x
go 1.22
require github.com/gorilla/mux v1.8.0
require gorm.io/gorm v1.25.0
=== main.go
package main

import (
	"encoding/json"
	"net/http"

	"github.com/gorilla/mux"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Item struct{ ID int }
type Context struct {
	DB *gorm.DB
}

func (c *Context) Clone() *Context { return &Context{DB: c.DB} }

type contextHandlerFunc func(c *Context, w http.ResponseWriter, r *http.Request)

type contextHandler struct {
	context *Context
	handler contextHandlerFunc
}

func (h contextHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	context := h.context.Clone()
	h.handler(context, w, r)
}

func newContextHandler(context *Context, handler contextHandlerFunc) *contextHandler {
	return &contextHandler{context: context, handler: handler}
}

func all(c *Context, w http.ResponseWriter, r *http.Request) {
	var items []Item
	c.DB.Find(&items)
	json.NewEncoder(w).Encode(items)
}

func some(c *Context, w http.ResponseWriter, r *http.Request) {
	var items []Item
	c.DB.Limit(20).Find(&items)
	json.NewEncoder(w).Encode(items)
}

func initItems(r *mux.Router, context *Context) {
	addContext := func(handler contextHandlerFunc) *contextHandler {
		return newContextHandler(context, handler)
	}
	r.Handle("/some", addContext(some)).Methods("GET")
	r.Handle("/all", addContext(all)).Methods("GET")
}

func main() {
	db, _ := gorm.Open(postgres.Open("x"))
	r := mux.NewRouter()
	initItems(r.PathPrefix("/items").Subrouter(), &Context{DB: db})
	http.ListenAndServe(":80", r)
}
""",
    "packages that are called otherwise than their paths end": """
=== go.mod
module example.com/x
go 1.22
require github.com/labstack/echo/v5 v5.0.0
require gorm.io/gorm v1.25.0
=== store/db.go
package items
import "gorm.io/gorm"
type Item struct { ID int }
func All(db *gorm.DB) (found []Item, err error) { err = db.Find(&found).Error; return }
func Some(db *gorm.DB) (found []Item, err error) { err = db.Limit(20).Find(&found).Error; return }
=== router/v1/router.go
package v1
import (
	"example.com/x/store"
	"github.com/labstack/echo/v5"
	"gorm.io/gorm"
)
type Handlers struct { DB *gorm.DB }
func (h *Handlers) Setup(e *echo.Group) {
	e.GET("/all", h.all)
	e.GET("/some", h.some)
}
func (h *Handlers) all(c *echo.Context) error { found, _ := items.All(h.DB); return c.JSON(200, found) }
func (h *Handlers) some(c *echo.Context) error { found, _ := items.Some(h.DB); return c.JSON(200, found) }
=== main.go
package main
import (
	"example.com/x/router/v1"
	"github.com/labstack/echo/v5"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)
func main() {
	db, _ := gorm.Open(postgres.Open("x"))
	echo := echo.New()
	handlers := &v1.Handlers{DB: db}
	handlers.Setup(echo.Group("/api"))
	echo.Start(":80")
}
""",
    "fields of functions": """
=== go.mod
module x
go 1.22
require github.com/go-chi/chi/v5 v5.0.0
require github.com/jmoiron/sqlx v1.3.0
=== store/store.go
package store
import "github.com/jmoiron/sqlx"
type Item struct { ID int `db:"id"` }
func All(db *sqlx.DB) func() ([]Item, error) {
	return func() ([]Item, error) {
		var items []Item
		err := db.Select(&items, "SELECT * FROM items")
		return items, err
	}
}
func Some(db *sqlx.DB) func(n int) ([]Item, error) {
	return func(n int) ([]Item, error) {
		var items []Item
		err := db.Select(&items, "SELECT * FROM items LIMIT $1", n)
		return items, err
	}
}
=== api/api.go
package api
import ("encoding/json"; "net/http"; "x/store"; "github.com/go-chi/chi/v5")
type API struct {
	ListAll  func() ([]store.Item, error)
	ListSome func(n int) ([]store.Item, error)
}
func (a *API) all(w http.ResponseWriter, r *http.Request) { items, _ := a.ListAll(); json.NewEncoder(w).Encode(items) }
func (a *API) some(w http.ResponseWriter, r *http.Request) { items, _ := a.ListSome(10); json.NewEncoder(w).Encode(items) }
func (a *API) Routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/items/all", a.all)
	r.Get("/items/some", a.some)
	return r
}
=== main.go
package main
import ("net/http"; "x/api"; "x/store"; "github.com/jmoiron/sqlx")
func main() {
	db := sqlx.MustConnect("postgres", "x")
	a := &api.API{ListAll: store.All(db), ListSome: store.Some(db)}
	http.ListenAndServe(":1", a.Routes())
}
""",
    "a type of functions": """
=== go.mod
module x
go 1.22
require github.com/gin-gonic/gin v1.9.0
require gorm.io/gorm v1.25.0
=== main.go
package main
import ("github.com/gin-gonic/gin"; "gorm.io/gorm"; "gorm.io/driver/postgres")
type Item struct { ID uint }
type ListFunc func(limit int) ([]Item, error)
type Deps struct { db *gorm.DB; list ListFunc; all func() ([]Item, error) }
func newDeps(db *gorm.DB) *Deps {
	d := &Deps{db: db}
	d.list = d.listItems
	d.all = func() ([]Item, error) { var items []Item; err := db.Find(&items).Error; return items, err }
	return d
}
func (d *Deps) listItems(limit int) ([]Item, error) { var items []Item; err := d.db.Limit(limit).Find(&items).Error; return items, err }
func (d *Deps) allItems(c *gin.Context) { items, err := d.all(); if err != nil { c.Status(500); return }; c.JSON(200, items) }
func handle(list ListFunc) gin.HandlerFunc {
	return func(c *gin.Context) { items, _ := list(10); c.JSON(200, items) }
}
func main() {
	db, _ := gorm.Open(postgres.Open("x"))
	d := newDeps(db)
	r := gin.Default()
	r.GET("/items/all", d.allItems)
	r.GET("/items/some", handle(d.list))
	r.Run()
}
""",
    "sqlc": """
=== go.mod
module x
go 1.22
require github.com/gofiber/fiber/v2 v2.0.0
require github.com/jackc/pgx/v5 v5.0.0
=== db/db.go
// Code generated by sqlc. DO NOT EDIT.
package db
import ("context"; "github.com/jackc/pgx/v5"; "github.com/jackc/pgx/v5/pgconn")
type DBTX interface {
	Exec(context.Context, string, ...interface{}) (pgconn.CommandTag, error)
	Query(context.Context, string, ...interface{}) (pgx.Rows, error)
	QueryRow(context.Context, string, ...interface{}) pgx.Row
}
func New(db DBTX) *Queries { return &Queries{db: db} }
type Queries struct { db DBTX }
=== db/querier.go
package db
import "context"
type Querier interface {
	ListItems(ctx context.Context) ([]Item, error)
	PageItems(ctx context.Context, arg PageItemsParams) ([]Item, error)
}
var _ Querier = (*Queries)(nil)
=== db/models.go
package db
type Item struct { ID int64 `json:"id"` }
=== db/items.sql.go
package db
import "context"
const listItems = `-- name: ListItems :many
SELECT id FROM items
ORDER BY id
`
func (q *Queries) ListItems(ctx context.Context) ([]Item, error) {
	rows, err := q.db.Query(ctx, listItems)
	if err != nil { return nil, err }
	defer rows.Close()
	items := []Item{}
	for rows.Next() {
		var i Item
		if err := rows.Scan(&i.ID); err != nil { return nil, err }
		items = append(items, i)
	}
	return items, nil
}
const pageItems = `-- name: PageItems :many
SELECT id FROM items ORDER BY id LIMIT $1 OFFSET $2
`
type PageItemsParams struct { Limit int32; Offset int32 }
func (q *Queries) PageItems(ctx context.Context, arg PageItemsParams) ([]Item, error) {
	rows, err := q.db.Query(ctx, pageItems, arg.Limit, arg.Offset)
	if err != nil { return nil, err }
	defer rows.Close()
	items := []Item{}
	for rows.Next() {
		var i Item
		if err := rows.Scan(&i.ID); err != nil { return nil, err }
		items = append(items, i)
	}
	return items, nil
}
=== db/store.go
package db
import "github.com/jackc/pgx/v5/pgxpool"
type Store interface { Querier }
type SQLStore struct { *Queries; pool *pgxpool.Pool }
func NewStore(pool *pgxpool.Pool) Store { return &SQLStore{Queries: New(pool), pool: pool} }
=== main.go
package main
import ("context"; "x/db"; "github.com/gofiber/fiber/v2"; "github.com/jackc/pgx/v5/pgxpool")
type Server struct { store db.Store; app *fiber.App }
func (s *Server) all(c *fiber.Ctx) error { items, err := s.store.ListItems(c.Context()); if err != nil { return err }; return c.JSON(items) }
func (s *Server) some(c *fiber.Ctx) error { items, err := s.store.PageItems(c.Context(), db.PageItemsParams{Limit: 5, Offset: 0}); if err != nil { return err }; return c.JSON(items) }
func (s *Server) setup() { v1 := s.app.Group("/api"); v1.Get("/items/all", s.all); v1.Get("/items/some", s.some) }
func main() {
	pool, _ := pgxpool.New(context.Background(), "x")
	s := &Server{store: db.NewStore(pool), app: fiber.New()}
	s.setup()
	s.app.Listen(":1")
}
""",
    "Fx": """
=== go.mod
module x
go 1.22
require github.com/labstack/echo/v4 v4.9.0
require go.uber.org/fx v1.20.0
require gorm.io/gorm v1.25.0
=== repo/repo.go
package repo
import "gorm.io/gorm"
type Item struct { ID uint }
type ItemRepository interface { All() ([]Item, error); Some(n int) ([]Item, error) }
type itemRepository struct { db *gorm.DB }
func New(db *gorm.DB) ItemRepository { return &itemRepository{db: db} }
func (r *itemRepository) All() (items []Item, err error) { err = r.db.Find(&items).Error; return }
func (r *itemRepository) Some(n int) (items []Item, err error) { err = r.db.Limit(n).Find(&items).Error; return }
=== handler/handler.go
package handler
import ("x/repo"; "github.com/labstack/echo/v4"; "go.uber.org/fx")
type Params struct { fx.In; Repo repo.ItemRepository }
type Handler struct { p Params }
func New(p Params) *Handler { return &Handler{p: p} }
func (h *Handler) All(c echo.Context) error { items, _ := h.p.Repo.All(); return c.JSON(200, items) }
func (h *Handler) Some(c echo.Context) error { items, _ := h.p.Repo.Some(10); return c.JSON(200, items) }
func Register(e *echo.Echo, h *Handler) { g := e.Group("/items"); g.GET("/all", h.All); g.GET("/some", h.Some) }
=== main.go
package main
import ("x/handler"; "x/repo"; "github.com/labstack/echo/v4"; "go.uber.org/fx"; "gorm.io/gorm"; "gorm.io/driver/postgres")
func NewDB() (*gorm.DB, error) { return gorm.Open(postgres.Open("x")) }
func NewEcho() *echo.Echo { return echo.New() }
func main() { fx.New(fx.Provide(NewDB, NewEcho, repo.New, handler.New), fx.Invoke(handler.Register, func(e *echo.Echo) { e.Start(":1") })).Run() }
""",
    "GORM, steps whose results are not taken": """
=== go.mod
module x
go 1.22
require github.com/gin-gonic/gin v1.9.0
require gorm.io/gorm v1.25.0
=== main.go
package main
import ("github.com/gin-gonic/gin"; "gorm.io/gorm"; "gorm.io/driver/postgres")
type Item struct {
	gorm.Model
	Name string
}
type ItemList struct { Items []*Item; Total int64 }
var DB *gorm.DB
func Paginate(page, size int) func(db *gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		if page == 0 {
			page = 1
		}
		return db.Offset((page - 1) * size).Limit(size)
	}
}
type Service struct{}
func (s *Service) List(page, size int, where func(tx *gorm.DB)) (res *ItemList) {
	res = &ItemList{}
	tx := DB.Model(&Item{})
	if where != nil {
		where(tx)
	}
	tx.Count(&res.Total)
	tx.Scopes(Paginate(page, size))
	tx.Find(&res.Items)
	return
}
func (s *Service) All(name string, limit int) (items []Item) {
	tx := DB.Model(&Item{})
	if name != "" {
		tx.Where("name = ?", name)
	}
	if limit > 0 {
		tx.Limit(limit)
	}
	tx.Find(&items)
	return
}
func all(c *gin.Context) { s := &Service{}; c.JSON(200, s.All(c.Query("name"), 0)) }
func some(c *gin.Context) { s := &Service{}; c.JSON(200, s.List(1, 10, func(tx *gorm.DB) { tx.Where("name = ?", c.Query("name")) })) }
func main() {
	DB, _ = gorm.Open(postgres.Open("x"))
	r := gin.Default()
	r.GET("/items/all", all)
	r.GET("/items/some", some)
	r.Run()
}
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_routes_and_stores(tmp_path: Path, project: str) -> None:
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    all, some = (next((path for path in found if path.endswith(end)), "") for end in ("/all", "/some"))
    assert (found.get(all), found.get(some)) == (False, True)


def test_what_is_loaded_with_one_row(tmp_path: Path) -> None:
    project = """
=== go.mod
module x
go 1.22
require github.com/gin-gonic/gin v1.9.0
require gorm.io/gorm v1.25.0
=== main.go
package main
import ("github.com/gin-gonic/gin"; "gorm.io/gorm"; "gorm.io/driver/postgres")
type Item struct {
	gorm.Model
	ShopID uint
}
type Shop struct {
	gorm.Model
	Name string
	Items []Item `gorm:"foreignKey:ShopID"`
}
var DB *gorm.DB
func itemsOf(id string) ([]Item, error) {
	var shop Shop
	err := DB.Where("id = ?", id).Preload("Items").First(&shop).Error
	return shop.Items, err
}
func all(c *gin.Context) { items, _ := itemsOf(c.Query("shop")); c.JSON(200, items) }
func main() {
	DB, _ = gorm.Open(postgres.Open("x"))
	r := gin.Default()
	r.GET("/shop/items", all)
	r.Run()
}
"""
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    assert found == {"/shop/items": False}
