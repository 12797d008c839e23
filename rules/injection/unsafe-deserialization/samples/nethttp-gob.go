package state

import (
	"bytes"
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
