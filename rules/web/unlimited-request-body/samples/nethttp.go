package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
)

func webhook(w http.ResponseWriter, r *http.Request) {
	// ruleid: unlimited-request-body
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	// pedantic: ignored-error
	w.Write(body)
}

type server struct{}

func (s *server) load(w http.ResponseWriter, r *http.Request) {
	// ruleid: unlimited-request-body
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	// pedantic: ignored-error
	w.Write(body)
}

func limited(w http.ResponseWriter, r *http.Request) {
	// ok: unlimited-request-body
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return
	}
	// pedantic: ignored-error
	w.Write(body)
}

func fetch(client *http.Client, url string) ([]byte, error) {
	r, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	// ok: unlimited-request-body
	return io.ReadAll(r.Body)
}

func form(w http.ResponseWriter, r *http.Request) {
	// ruleid: unlimited-request-body
	// pedantic: ignored-error
	r.ParseMultipartForm(500 << 20)
	// pedantic: ignored-error
	json.NewEncoder(w).Encode(r.Form)
}

func smallForm(w http.ResponseWriter, r *http.Request) {
	// ok: unlimited-request-body
	// pedantic: ignored-error
	r.ParseMultipartForm(10 << 20)
	// pedantic: ignored-error
	json.NewEncoder(w).Encode(r.Form)
}

type logging struct{ next http.RoundTripper }

func (l *logging) RoundTrip(req *http.Request) (*http.Response, error) {
	// ok: unlimited-request-body
	sent, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	log.Printf("sent %d bytes", len(sent))
	req.Body = io.NopCloser(bytes.NewReader(sent))
	return l.next.RoundTrip(req)
}
