package users

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"time"
)

type Handler struct {
	db    *sql.DB
	users *Store
}

type Store struct{ db *sql.DB }

func (h *Handler) Get(w http.ResponseWriter, r *http.Request) {
	// ruleid: detached-context
	user, err := h.users.Find(context.Background(), r.PathValue("id"))
	if err != nil {
		// ok: detached-context
		slog.ErrorContext(context.Background(), "not found", "err", err)
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	// pedantic: ignored-error
	w.Write([]byte(user))
}

func (h *Handler) List(w http.ResponseWriter, r *http.Request) {
	// ruleid: detached-context
	ctx, cancel := context.WithTimeout(context.TODO(), 5*time.Second)
	defer cancel()
	rows, err := h.db.QueryContext(ctx, "SELECT name FROM users LIMIT 50")
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}

func (h *Handler) Follow(w http.ResponseWriter, r *http.Request) {
	// ok: detached-context
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	h.users.Touch(ctx, "follow")
	<-r.Context().Done()
}

func (h *Handler) Pay(w http.ResponseWriter, r *http.Request) {
	// The payment must be recorded even when the client disconnects.
	// ok: detached-context
	h.users.Touch(context.Background(), "paid")
}

func (h *Handler) ListWell(w http.ResponseWriter, r *http.Request) {
	// ok: detached-context
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	h.db.QueryContext(ctx, "SELECT name FROM users LIMIT 50")
	// ok: detached-context
	h.users.Touch(context.WithoutCancel(r.Context()), "list")
}

func (h *Handler) Create(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ok: detached-context
	ctx := context.Background()
	go h.users.Touch(ctx, name)
	go func() {
		// ok: detached-context
		h.users.Touch(context.Background(), name)
	}()
	defer func() {
		// ok: detached-context
		h.users.Touch(context.Background(), "created")
	}()
}

func Register(mux *http.ServeMux, h *Handler) {
	// ok: detached-context
	h.users.Touch(context.Background(), "start")
	mux.HandleFunc("GET /users", func(w http.ResponseWriter, r *http.Request) {
		// ruleid: detached-context
		h.users.Touch(context.Background(), "list")
	})
}

func (s *Store) Find(ctx context.Context, id string) (string, error) {
	var name string
	// pedantic: detached-context
	err := s.db.QueryRowContext(context.Background(), "SELECT name FROM users WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *Store) Touch(ctx context.Context, what string) {
	if ctx == nil {
		// ok: detached-context
		ctx = context.Background()
	}
	// ruleid: ignored-error
	s.db.ExecContext(ctx, "INSERT INTO log (what) VALUES ($1)", what)
}

func (s *Store) Run(ctx context.Context, server *http.Server) error {
	<-ctx.Done()
	// ok: detached-context
	last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return server.Shutdown(last)
}

func (s *Store) Close(ctx context.Context) {
	// ok: detached-context
	// ruleid: ignored-error
	s.db.ExecContext(context.Background(), "SELECT pg_advisory_unlock_all()")
}

func Migrate(db *sql.DB) error {
	// ok: detached-context
	_, err := db.ExecContext(context.Background(), "CREATE TABLE IF NOT EXISTS users (name text)")
	return err
}

func split(ctx context.Context, text string) []string {
	_, span := tracer.Start(ctx, "split")
	defer span.End()
	return strings.Split(text, ",")
}

func load(ctx context.Context, text string) []string {
	ctx, span := tracer.Start(ctx, "load")
	defer span.End()
	return remote.Load(ctx, text)
}

func parts(w http.ResponseWriter, r *http.Request) {
	// pedantic: detached-context
	found := split(context.Background(), r.URL.Query().Get("text"))
	// ruleid: detached-context
	found = append(found, load(context.Background(), r.URL.Query().Get("text"))...)
	w.WriteHeader(len(found))
}

type Courses interface {
	Live(ctx context.Context, term string) ([]string, error)
	Named(ctx context.Context, term string) ([]string, error)
}

type courses struct{ db *sql.DB }

// The context does not get to the database: what would have to change is here, not where it is called.
func (c *courses) Live(ctx context.Context, term string) ([]string, error) {
	_, err := c.db.Query("SELECT name FROM courses WHERE live AND term = $1", term)
	return nil, err
}

func (c *courses) Named(ctx context.Context, term string) ([]string, error) {
	logger := slog.With("term", term)
	logger.InfoContext(ctx, "named")
	_, err := c.db.QueryContext(ctx, "SELECT name FROM courses WHERE term = $1", term)
	return nil, err
}

type Term struct{ text string }

func (t *Term) Decode(ctx context.Context, text string) error {
	if most, ok := ctx.Value("most").(int); ok && len(text) > most {
		return t.refuse(ctx, text)
	}
	t.text = text
	return nil
}

func (t *Term) refuse(ctx context.Context, text string) error {
	slog.WarnContext(ctx, "refused", "text", text)
	return sql.ErrNoRows
}

func decoded(ctx context.Context, term *Term, text string) error {
	return term.Decode(ctx, text)
}

func Listed(w http.ResponseWriter, r *http.Request, all Courses) {
	var term Term
	// ok: detached-context
	if err := decoded(context.Background(), &term, r.FormValue("term")); err != nil {
		http.Error(w, "bad term", http.StatusBadRequest)
		return
	}
	// ok: detached-context
	live, err := all.Live(context.Background(), term.text)
	// ruleid: detached-context
	named, err := all.Named(context.Background(), term.text)
	if err == nil {
		slog.Info("listed", "live", len(live), "named", len(named))
	}
}

type Rows interface {
	FindKept(ctx context.Context, id string) error
}

type Kept struct{ held Rows }

func (k *Kept) FindKept(ctx context.Context, id string) error {
	return k.held.FindKept(ctx, id)
}

func One(w http.ResponseWriter, r *http.Request, kept *Kept) {
	// ruleid: detached-context
	if err := kept.FindKept(context.Background(), r.PathValue("id")); err != nil {
		http.Error(w, "none", http.StatusNotFound)
	}
}
