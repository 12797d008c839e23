package api

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.com/orders/query"
	"example.com/orders/service"
	"example.com/orders/store"
)

type Handler struct {
	orders service.Finder
	db     *sql.DB
}

func NewHandler(orders service.Finder, db *sql.DB) *Handler {
	return &Handler{orders: orders, db: db}
}

func (h *Handler) Search(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	rows, err := h.orders.Search(r.Context(), q)
	write(w, rows, err)
	rows, err = h.orders.SearchBound(r.Context(), q)
	write(w, rows, err)
}

func (h *Handler) Sorted(w http.ResponseWriter, r *http.Request) {
	rows, err := h.orders.Sorted(r.Context(), r.URL.Query().Get("sort"))
	write(w, rows, err)
}

func (h *Handler) Report(w http.ResponseWriter, r *http.Request) {
	rep := service.NewReport(h.db, r.FormValue("group"))
	rows, err := rep.Run()
	write(w, rows, err)
	safe := service.NewSafeReport(h.db, r.FormValue("group"))
	rows, err = safe.Run()
	write(w, rows, err)
}

func (h *Handler) Lines(w http.ResponseWriter, r *http.Request) {
	f := store.Filter{Order: chi.URLParam(r, "id"), Limit: 10}
	rows, err := store.Lines(h.db, f)
	write(w, rows, err)
	rows, err = store.LinesByLimit(h.db, f)
	write(w, rows, err)
}

func (h *Handler) Export(w http.ResponseWriter, r *http.Request) {
	b := query.New("orders")
	b.Where("customer", r.FormValue("customer"))
	// ruleid: sql-injection
	rows, err := h.db.Query(b.String())
	write(w, rows, err)
	c := query.New("orders")
	c.WhereBound("customer", r.FormValue("customer"))
	// ok: sql-injection
	rows, err = h.db.Query(c.String(), c.Args()...)
	write(w, rows, err)
}

func (h *Handler) Opts(w http.ResponseWriter, r *http.Request) {
	// ruleid: sql-injection
	rows, err := store.WithOptions(h.db, store.OrderBy(r.FormValue("o")))
	write(w, rows, err)
}

func (h *Handler) Table(w http.ResponseWriter, r *http.Request) {
	wrap := map[string]func(string) string{"upper": strings.ToUpper, "quote": query.Quote}
	// ruleid: sql-injection
	// ruleid: select-star
	rows, err := h.db.Query("SELECT * FROM orders WHERE x = '" + wrap["upper"](r.FormValue("x")) + "'")
	write(w, rows, err)
}

type findBody struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

func decode(r *http.Request, v any) error {
	return json.NewDecoder(r.Body).Decode(v)
}

func (h *Handler) Find(w http.ResponseWriter, r *http.Request) {
	var body findBody
	if err := decode(r, &body); err != nil {
		return
	}
	rows, err := store.FindByName(h.db, body.Name)
	write(w, rows, err)
	rows, err = store.FindByCount(h.db, body.Count)
	write(w, rows, err)
}

func (h *Handler) Closure(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: sql-injection
	// ruleid: select-star
	build := func(col string) string { return "SELECT * FROM orders WHERE " + col + " = '" + name + "'" }
	// ruleid: sql-injection
	rows, err := h.db.Query(build("a"))
	write(w, rows, err)
	// ruleid: sql-injection
	run := func(q string) (*sql.Rows, error) { return h.db.Query(q) }
	// pedantic: sql-injection
	rows, err = run("SELECT 1 FROM x WHERE a = " + name)
	write(w, rows, err)
}

func (h *Handler) Misc(w http.ResponseWriter, r *http.Request) {
	name := param(r, "name")
	rows, err := store.FindByName2(h.db, name)
	write(w, rows, err)
	parts := strings.Split(r.FormValue("ids"), ",")
	rows, err = store.FindMany(h.db, parts...)
	write(w, rows, err)
	rows, err = store.FindManyBound(h.db, parts)
	write(w, rows, err)
}

func param(r *http.Request, name string) string { return strings.TrimSpace(r.URL.Query().Get(name)) }

func write(w http.ResponseWriter, rows any, err error) {}
