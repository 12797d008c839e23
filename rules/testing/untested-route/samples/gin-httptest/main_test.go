package main

import (
	"net/http/httptest"
	"testing"
)

func TestUsers(t *testing.T) {
	w := httptest.NewRecorder()
	setup().ServeHTTP(w, httptest.NewRequest("GET", "/users", nil))
	if w.Code != 200 {
		t.Fatal(w.Code)
	}
}
