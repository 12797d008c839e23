package main

import (
	"io"
	"net/http"
)

// There is no writer to refuse the request on.
func read(r *http.Request) ([]byte, error) {
	return io.ReadAll(r.Body)
}
