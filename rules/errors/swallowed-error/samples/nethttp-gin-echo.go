package api

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type Store struct{ db *sql.DB }

func (s *Store) Save(ctx context.Context, total int) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (total) VALUES ($1)", total)
	// ruleid: swallowed-error
	if err != nil {
		return nil
	}
	return nil
}

func (s *Store) Find(ctx context.Context, id int) (*Order, error) {
	var order Order
	// ok: swallowed-error
	if err := s.db.QueryRowContext(ctx, "SELECT id FROM orders WHERE id = $1", id).Scan(&order.ID); errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	// ruleid: swallowed-error
	if err := s.db.QueryRowContext(ctx, "SELECT id FROM orders WHERE id = $1", id).Scan(&order.ID); err != nil {
		return nil, nil
	}
	return &order, nil
}

func (s *Store) Delete(ctx context.Context, id int) error {
	// ok: swallowed-error
	if _, err := s.db.ExecContext(ctx, "DELETE FROM orders WHERE id = $1", id); err != nil {
		return fmt.Errorf("delete: %w", err)
	}
	err := s.notify(id)
	// ruleid: swallowed-error
	if err != nil {
	}
	// ok: swallowed-error
	if err != nil {
		slog.Error("notify", "err", err)
		return nil
	}
	return nil
}

func (s *Store) Archive(ctx context.Context, id int) error {
	if err := s.notify(id); err != nil {
		// ok: swallowed-error
		return nil // the nightly job picks up what was not announced
	}
	// ruleid: swallowed-error
	_, _ = s.db.ExecContext(ctx, "UPDATE orders SET archived = true WHERE id = $1", id)
	// ruleid: swallowed-error
	res, _ := s.db.ExecContext(ctx, "UPDATE orders SET archived = true WHERE id = $1", id)
	_ = res
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// ok: swallowed-error
	defer func() { _ = tx.Rollback() }()
	// ruleid: swallowed-error
	_ = tx.Commit()
	// ok: swallowed-error
	_ = os.Remove("/tmp/archive")
	return nil
}

func Create(w http.ResponseWriter, r *http.Request) {
	// ruleid: swallowed-error
	// ruleid: unlimited-request-body
	body, _ := io.ReadAll(r.Body)
	var order Order
	// pedantic: swallowed-error
	_ = json.Unmarshal(body, &order)
	// ok: swallowed-error
	_ = json.NewEncoder(w).Encode(order)
	// ok: swallowed-error
	_, _ = w.Write(body)
	// ok: swallowed-error
	_, _ = fmt.Fprintln(w, "done")
}

func CreateGin(c *gin.Context) {
	var order Order
	// ruleid: swallowed-error
	_ = c.ShouldBindJSON(&order)
	// ok: swallowed-error
	user, _ := c.Get("user")
	c.JSON(http.StatusCreated, gin.H{"order": order, "user": user})
}

func CreateEcho(c echo.Context) error {
	order := new(Order)
	// ruleid: swallowed-error
	if err := c.Bind(order); err != nil {
		return nil
	}
	// ok: swallowed-error
	if err := c.Validate(order); err != nil {
		return err
	}
	// ok: swallowed-error
	cookie, err := c.Cookie("session")
	if err != nil {
		return nil
	}
	return c.JSON(http.StatusCreated, cookie.Value)
}

func (s *Store) login(ctx context.Context, name, password string) (string, bool, error) {
	var id, hash string
	if err := s.db.QueryRowContext(ctx, "SELECT id, hash FROM users WHERE name = $1", name).Scan(&id, &hash); err != nil {
		return "", false, err
	}
	// ok: swallowed-error
	if err := bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)); err != nil {
		return "", false, nil
	}
	return id, true, nil
}

func fetchRates(ctx context.Context, url string) ([]byte, error) {
	// ruleid: missing-timeout
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		// ok: swallowed-error
		body, _ := io.ReadAll(response.Body)
		return nil, fmt.Errorf("rates: %d %s", response.StatusCode, body)
	}
	// ruleid: swallowed-error
	rates, _ := io.ReadAll(response.Body)
	slog.Info("rates", "size", len(rates))
	return rates, nil
}

func (s *Store) Close(ctx context.Context, id int) error {
	result, err := s.db.ExecContext(ctx, "UPDATE orders SET closed = true WHERE id = $1", id)
	if err != nil {
		return err
	}
	// ok: swallowed-error
	if count, _ := result.RowsAffected(); count == 0 {
		return errors.New("no such order")
	}
	// ok: swallowed-error
	count, _ := result.RowsAffected()
	if count > 1 {
		return errors.New("more than one")
	}
	return nil
}

func fetched(ctx context.Context, client *http.Client, request *http.Request, cache string) (io.ReadCloser, error) {
	remote, err := client.Do(request.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	// What was asked for is there; a copy of it for the next time is not.
	file, err := os.OpenFile(cache, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	// ok: swallowed-error
	if err != nil {
		return remote.Body, nil
	}
	// ruleid: ignored-error
	defer file.Close()
	kept, err := cached(file, remote)
	// ruleid: swallowed-error
	if err != nil {
		return kept, nil
	}
	return kept, nil
}

func cached(file *os.File, remote *http.Response) (io.ReadCloser, error) { return file, nil }
