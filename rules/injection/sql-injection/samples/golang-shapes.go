package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-pg/pg/v10"
	"github.com/gocraft/dbr/v2"
	"github.com/labstack/echo/v4"
	"github.com/upper/db/v4"
)

type Store struct {
	db    *sql.DB
	pg    *pg.DB
	sess  *dbr.Session
	table string
}

type Option func(*query)

type query struct {
	where []string
	order string
	limit int
}

func WithOrder(o string) Option { return func(q *query) { q.order = o } }
func WithLimit(n int) Option    { return func(q *query) { q.limit = n } }

func (s *Store) Search(ctx context.Context, opts ...Option) (*sql.Rows, error) {
	q := &query{limit: 10}
	for _, o := range opts {
		o(q)
	}
	// ruleid: sql-injection
	return s.db.QueryContext(ctx, "SELECT id FROM t ORDER BY "+q.order)
}

func (s *Store) Page(ctx context.Context, opts ...Option) (*sql.Rows, error) {
	q := &query{limit: 10}
	for _, o := range opts {
		o(q)
	}
	// ok: sql-injection
	return s.db.QueryContext(ctx, fmt.Sprintf("SELECT id FROM t LIMIT %d", q.limit))
}

func (s *Store) optionHandler(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	s.Search(r.Context(), WithOrder(r.FormValue("order")))
	s.Page(r.Context(), WithLimit(n))
}

var current string

func (s *Store) setGlobal(w http.ResponseWriter, r *http.Request) {
	current = r.FormValue("tenant")
	s.useGlobal(r.Context())
}

func (s *Store) useGlobal(ctx context.Context) {
	// ruleid: sql-injection
	// ruleid: ignored-error
	s.db.ExecContext(ctx, "SET search_path TO "+current)
}

func (s *Store) channel(w http.ResponseWriter, r *http.Request) {
	jobs := make(chan string, 1)
	go func() {
		for j := range jobs {
			// ruleid: sql-injection
			// ruleid: ignored-error
			s.db.Exec("DELETE FROM jobs WHERE name = '" + j + "'")
		}
	}()
	jobs <- r.FormValue("job")
}

type ctxKey struct{}

func (s *Store) withTenant(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), ctxKey{}, r.Header.Get("X-Tenant"))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func (s *Store) tenantRows(w http.ResponseWriter, r *http.Request) {
	tenant, _ := r.Context().Value(ctxKey{}).(string)
	// ruleid: sql-injection
	rows, err := s.db.Query("SELECT id FROM " + tenant + ".users")
	if err != nil {
		return
	}
	defer rows.Close()
}

func (s *Store) pgQuery(c echo.Context) error {
	var out []string
	// pedantic: sql-injection
	_, err := s.pg.Query(&out, "SELECT name FROM users WHERE id = "+c.Param("id"))
	// ok: sql-injection
	_, err = s.pg.Query(&out, "SELECT name FROM users WHERE id = ?", c.Param("id"))
	// ruleid: sql-injection
	err = s.pg.Model(&out).Where("name = '" + c.QueryParam("n") + "'").Select()
	return err
}

func (s *Store) dbrQuery(c echo.Context) error {
	var n int
	// ruleid: sql-injection
	return s.sess.SelectBySql("SELECT count(*) FROM t WHERE a = '" + c.QueryParam("a") + "'").LoadOne(&n)
}

func (s *Store) upper(c echo.Context, sess db.Session) error {
	// ruleid: sql-injection, select-star
	_, err := sess.SQL().Query("SELECT * FROM t WHERE a = '" + c.QueryParam("a") + "'")
	// ruleid: sql-injection
	_, err = sess.SQL().Exec(fmt.Sprint("DELETE FROM t WHERE a = ", c.QueryParam("a")))
	return err
}

var tpl = template.Must(template.New("q").Parse("SELECT id FROM {{.Table}} WHERE x = '{{.X}}'"))

func (s *Store) templated(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	tpl.Execute(&b, map[string]string{"Table": "t", "X": r.FormValue("x")})
	// ruleid: sql-injection
	s.db.Query(b.String())
}

func (s *Store) replaced(w http.ResponseWriter, r *http.Request) {
	q := strings.NewReplacer(":name", r.FormValue("name")).Replace("SELECT id FROM t WHERE n = ':name'")
	// ruleid: sql-injection
	s.db.Query(q)
	q2 := strings.Replace("SELECT id FROM t WHERE n = '$n'", "$n", r.FormValue("n"), 1)
	// ruleid: sql-injection
	s.db.Query(q2)
}

type filter struct {
	Column string `json:"column"`
	Op     string `json:"op"`
	Value  string `json:"value"`
}

func (f filter) sql() string { return f.Column + " " + f.Op + " '" + f.Value + "'" }

func (s *Store) filters(w http.ResponseWriter, r *http.Request) {
	var fs []filter
	if err := json.NewDecoder(r.Body).Decode(&fs); err != nil {
		return
	}
	conds := make([]string, 0, len(fs))
	for _, f := range fs {
		conds = append(conds, f.sql())
	}
	// ruleid: sql-injection
	s.db.Query("SELECT id FROM t WHERE " + strings.Join(conds, " AND "))
}

var operators = map[string]string{"eq": "=", "gt": ">"}

func column(name string) (string, error) {
	switch name {
	case "age", "name":
		return name, nil
	}
	return "", errors.New("no such column")
}

func (s *Store) filtersSafe(w http.ResponseWriter, r *http.Request) {
	var fs []filter
	if err := json.NewDecoder(r.Body).Decode(&fs); err != nil {
		return
	}
	var conds []string
	var args []any
	for _, f := range fs {
		col, err := column(f.Column)
		if err != nil {
			http.Error(w, "bad column", 400)
			return
		}
		op, ok := operators[f.Op]
		if !ok {
			continue
		}
		args = append(args, f.Value)
		conds = append(conds, fmt.Sprintf("%s %s $%d", col, op, len(args)))
	}
	// ok: sql-injection
	s.db.Query("SELECT id FROM t WHERE "+strings.Join(conds, " AND "), args...)
}

func (s *Store) sorted(w http.ResponseWriter, r *http.Request) {
	var keys []string
	cols := map[string]string{}
	for k, v := range r.URL.Query() {
		cols[k] = v[0]
		keys = append(keys, k)
	}
	sort.Strings(keys)
	set := ""
	for i, k := range keys {
		if i > 0 {
			set += ", "
		}
		set += k + " = ?"
	}
	// ruleid: sql-injection, ignored-error
	s.db.Exec("UPDATE t SET " + set)
}

func allowed(list []string, v string) bool {
	for _, x := range list {
		if strings.EqualFold(x, v) {
			return true
		}
	}
	return false
}

func (s *Store) allowParam(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if !allowed([]string{"asc", "desc"}, dir) {
		http.Error(w, "dir", 400)
		return
	}
	// ok: sql-injection
	s.db.Query("SELECT id FROM t ORDER BY id " + dir)
}

func direction(r *http.Request) string {
	if r.FormValue("desc") == "true" {
		return "DESC"
	}
	return "ASC"
}

func (s *Store) ternaryLike(w http.ResponseWriter, r *http.Request) {
	// ok: sql-injection
	s.db.Query("SELECT id FROM t ORDER BY id " + direction(r))
}

func (s *Store) dates(w http.ResponseWriter, r *http.Request) {
	t, err := time.Parse(time.DateOnly, r.FormValue("d"))
	if err != nil {
		return
	}
	// ok: sql-injection
	s.db.Query("SELECT id FROM t WHERE d > '" + t.Format(time.DateOnly) + "'")
}

type Base struct{ *Store }

func (b Base) run(q string) {
	// ruleid: sql-injection, ignored-error
	b.db.Exec(q)
}

type Users struct{ Base }

func (u Users) del(w http.ResponseWriter, r *http.Request) {
	// ruleid: sql-injection
	u.run("DELETE FROM users WHERE name = '" + chi.URLParam(r, "name") + "'")
}

func (s *Store) methodValue(w http.ResponseWriter, r *http.Request) {
	exec := s.db.Exec
	// ruleid: sql-injection
	exec("DELETE FROM t WHERE n = '" + r.FormValue("n") + "'")
}

var cache sync.Map

func (s *Store) syncMap(w http.ResponseWriter, r *http.Request) {
	cache.Store("k", r.FormValue("k"))
	v, _ := cache.Load("k")
	// ruleid: sql-injection
	s.db.Query("SELECT id FROM t WHERE k = '" + v.(string) + "'")
}

func (s *Store) env(w http.ResponseWriter, r *http.Request) {
	os.Setenv("TENANT", r.FormValue("t"))
	// ruleid: sql-injection
	s.db.Query("SELECT id FROM " + os.Getenv("TENANT"))
}

func named(r *http.Request) (where string, err error) {
	where = "name = '" + r.FormValue("name") + "'"
	if len(where) > 100 {
		err = errors.New("long")
	}
	return
}

func (s *Store) namedReturn(w http.ResponseWriter, r *http.Request) {
	where, err := named(r)
	if err != nil {
		return
	}
	// ruleid: sql-injection
	s.db.Query("SELECT id FROM t WHERE " + where)
}

func (s *Store) pointer(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM t WHERE 1=1"
	addName(&q, r.FormValue("name"))
	// ruleid: sql-injection
	s.db.Query(q)
}

func addName(q *string, name string) { *q += " AND name = '" + name + "'" }

func (s *Store) table2(w http.ResponseWriter, r *http.Request) {
	handlers := map[string]func(string){
		"drop": func(n string) {
			// ruleid: sql-injection, ignored-error
			s.db.Exec("DROP TABLE " + n)
		},
	}
	if h, ok := handlers[r.FormValue("op")]; ok {
		h(r.FormValue("n"))
	}
}

func (s *Store) logged(w http.ResponseWriter, r *http.Request) {
	slog.Info("query", "name", r.FormValue("name"))
	// ok: sql-injection
	s.db.Query("SELECT id FROM " + s.table)
}

func (s *Store) overwritten(w http.ResponseWriter, r *http.Request) {
	v := r.FormValue("v")
	v = "fixed"
	// ok: sql-injection
	s.db.Query("SELECT id FROM t WHERE v = '" + v + "'")
}

func (s *Store) sliceIndex(w http.ResponseWriter, r *http.Request) {
	xs := []string{"a", r.FormValue("x")}
	// ok: sql-injection
	s.db.Query("SELECT id FROM t WHERE v = '" + xs[0] + "'")
	// ruleid: sql-injection
	s.db.Query("SELECT id FROM t WHERE v = '" + xs[1] + "'")
}

func getenvOrFail(name string) string {
	value := os.Getenv(name)
	if value == "" {
		panic(name)
	}
	return value
}

func (s *Store) setPasswords(ctx context.Context, given string) {
	// ok: sql-injection
	// ruleid: ignored-error
	s.db.ExecContext(ctx, "ALTER USER reader WITH PASSWORD '"+getenvOrFail("READER_PASSWORD")+"'")
	// ruleid: sql-injection
	// ruleid: ignored-error
	s.db.ExecContext(ctx, "ALTER USER writer WITH PASSWORD '"+given+"'")
	// ruleid: sql-injection
	// ruleid: ignored-error
	s.db.ExecContext(ctx, "DELETE FROM t WHERE v = '"+os.Getenv("V")+"'")
}

func main() {
	s := &Store{table: "t"}
	http.HandleFunc("/o", s.optionHandler)
	http.HandleFunc("/g", s.setGlobal)
	http.Handle("/t", s.withTenant(http.HandlerFunc(s.tenantRows)))
	u := Users{Base{s}}
	r := chi.NewRouter()
	r.Delete("/u/{name}", u.del)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", r)
}
