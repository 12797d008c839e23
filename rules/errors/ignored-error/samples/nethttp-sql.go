package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
)

type Handler struct {
	db   *sql.DB
	stmt *sql.Stmt
}

type order struct{ Total int }

func (h *Handler) Create(w http.ResponseWriter, r *http.Request) {
	var in order
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&in)
	// ok: ignored-error
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "not JSON", http.StatusBadRequest)
		return
	}
	tx, err := h.db.Begin()
	if err != nil {
		http.Error(w, "no transaction", http.StatusInternalServerError)
		return
	}
	// ok: ignored-error
	defer tx.Rollback()
	// ruleid: ignored-error
	tx.Exec("INSERT INTO orders (total) VALUES ($1)", in.Total)
	// ruleid: ignored-error
	h.stmt.ExecContext(r.Context(), in.Total)
	// ruleid: ignored-error
	tx.Commit()
	// ok: ignored-error
	w.WriteHeader(http.StatusCreated)
}

func (h *Handler) Read(w http.ResponseWriter, r *http.Request) {
	var total int
	// ruleid: ignored-error
	h.db.QueryRow("SELECT total FROM orders WHERE id = $1", r.PathValue("id")).Scan(&total)
	rows, err := h.db.QueryContext(r.Context(), "SELECT total FROM orders")
	if err != nil {
		return
	}
	// ok: ignored-error
	defer rows.Close()
	for rows.Next() {
		// ruleid: ignored-error
		rows.Scan(&total)
		// ok: ignored-error
		if err := rows.Scan(&total); err != nil {
			return
		}
	}
	// ok: ignored-error
	fmt.Fprintf(w, "%d", total)
}

func (h *Handler) Form(w http.ResponseWriter, r *http.Request) {
	// pedantic: ignored-error
	r.ParseForm()
	var settings map[string]string
	// ruleid: ignored-error
	json.Unmarshal([]byte(r.Form.Get("settings")), &settings)
	var page int
	// ruleid: ignored-error
	fmt.Sscanf(r.Form.Get("page"), "%d", &page)
	// ok: ignored-error
	defer r.Body.Close()
}

func export(ctx context.Context, orders []order) error {
	file, err := os.Create("orders.json.gz")
	if err != nil {
		return err
	}
	// ruleid: ignored-error
	defer file.Close()
	packed := gzip.NewWriter(file)
	// ruleid: ignored-error
	json.NewEncoder(packed).Encode(orders)
	// ruleid: ignored-error
	packed.Close()
	buffered := bufio.NewWriter(file)
	// ruleid: ignored-error
	buffered.WriteString("end")
	// ruleid: ignored-error
	buffered.Flush()
	// ruleid: ignored-error
	os.WriteFile("done", nil, 0o600)
	return nil
}

func exportWell(orders []order) error {
	file, err := os.Create("orders.json")
	if err != nil {
		return err
	}
	// ok: ignored-error
	defer file.Close()
	if err := json.NewEncoder(file).Encode(orders); err != nil {
		// ok: ignored-error
		os.Remove("orders.json")
		return err
	}
	return file.Close()
}

func digest(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	// ok: ignored-error
	defer file.Close()
	sum := sha256.New()
	// ok: ignored-error
	sum.Write([]byte("salt"))
	var text bytes.Buffer
	// ok: ignored-error
	text.WriteString("x")
	// ok: ignored-error
	io.Copy(sum, file)
	packed := gzip.NewWriter(&text)
	// ok: ignored-error
	packed.Write([]byte("x"))
	// ok: ignored-error
	packed.Close()
	return sum.Sum(nil), nil
}

func download(path string, body io.Reader) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, body); err != nil {
		// ok: ignored-error
		file.Close()
		return err
	}
	// ruleid: ignored-error
	file.Close()
	// ok: ignored-error
	os.MkdirAll("tmp", 0o700) //nolint:errcheck
	return nil
}

func replaceFile(path string, lines []string) error {
	// ruleid: ignored-error
	os.Rename(path, path+".old")
	file, err := os.Create(path)
	if err != nil {
		// ok: ignored-error
		os.Rename(path+".old", path)
		return err
	}
	// ruleid: ignored-error
	defer file.Close()
	writer := bufio.NewWriter(file)
	for _, line := range lines {
		// ok: ignored-error
		writer.WriteString(line)
	}
	return writer.Flush()
}

func exported(path string, lines []string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	// ruleid: ignored-error
	defer file.Close()
	out := bufio.NewWriter(file)
	// ok: ignored-error
	defer out.Flush()
	for _, line := range lines {
		if _, err := out.WriteString(line); err != nil {
			return err
		}
	}
	if err = out.Flush(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

func spilled(path string, lines []string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	// ruleid: ignored-error
	defer file.Close()
	out := bufio.NewWriter(file)
	// ruleid: ignored-error
	defer out.Flush()
	for _, line := range lines {
		if _, err := out.WriteString(line); err != nil {
			return err
		}
	}
	return nil
}

func upload(client *http.Client, address string, name string) error {
	r, w := io.Pipe()
	form := multipart.NewWriter(w)
	go func() {
		defer w.Close()
		// ok: ignored-error
		defer form.Close()
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			return
		}
		_, err = part.Write([]byte(name))
		w.CloseWithError(err)
	}()
	answer, err := client.Post(address, form.FormDataContentType(), r)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

func packed(file *os.File, name string) error {
	form := multipart.NewWriter(file)
	// ruleid: ignored-error
	defer form.Close()
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		return err
	}
	_, err = part.Write([]byte(name))
	return err
}
