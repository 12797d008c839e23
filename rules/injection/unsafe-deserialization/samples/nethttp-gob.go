package state

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"io"
	"net/http"
	"os"
)

type cart struct{ Items []string }

func restore(w http.ResponseWriter, r *http.Request) {
	var c cart
	// ruleid: unsafe-deserialization
	if err := gob.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, "bad cart", http.StatusBadRequest)
		return
	}
	// ruleid: swallowed-error
	// ruleid: unlimited-request-body
	body, _ := io.ReadAll(r.Body)
	// ruleid: unsafe-deserialization
	decoder := gob.NewDecoder(bytes.NewReader(body))
	// ruleid: ignored-error
	decoder.Decode(&c)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&c)
}

func load(path string) (cart, error) {
	var c cart
	file, err := os.Open(path)
	if err != nil {
		return c, err
	}
	defer file.Close()
	// ok: unsafe-deserialization
	return c, gob.NewDecoder(file).Decode(&c)
}

type kept interface {
	Get(ctx context.Context, key string) ([]byte, error)
}

func cached(client kept) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var c cart
		ctx := r.Context()
		data, err := client.Get(ctx, r.URL.Query().Get("id"))
		if err != nil {
			http.Error(w, "no cart", http.StatusNotFound)
			return
		}
		// ok: unsafe-deserialization
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&c); err != nil {
			http.Error(w, "bad cart", http.StatusInternalServerError)
		}
	}
}
