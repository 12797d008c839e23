package tests

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/glebarez/sqlite"
	"github.com/redis/go-redis/v9"
	"gorm.io/gorm"

	"example.com/gin-shop/internal/api"
	"example.com/gin-shop/internal/shop"
	"example.com/gin-shop/internal/store"
)

func newServer(t *testing.T) http.Handler {
	t.Helper()
	db, err := gorm.Open(sqlite.Open("file:"+t.Name()+"?mode=memory&cache=shared"), &gorm.Config{})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := store.New(db)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Create(&store.Product{SKU: "T-1", Name: "Teapot", Cents: 2450, Stock: 5}).Error; err != nil {
		t.Fatal(err)
	}
	service := &shop.Service{
		Store:     tables,
		Cache:     redis.NewClient(&redis.Options{Addr: "localhost:1", DialTimeout: 50 * time.Millisecond, MaxRetries: -1}),
		BrokerURL: "amqp://localhost:1",
	}
	return (&api.API{Shop: service}).Router()
}

func call(server http.Handler, method, path, token, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response := httptest.NewRecorder()
	server.ServeHTTP(response, request)
	return response
}

func login(t *testing.T, server http.Handler) string {
	t.Helper()
	const account = `{"email": "ada@example.com", "password": "long enough"}`
	if response := call(server, "POST", "/register", "", account); response.Code != http.StatusCreated {
		t.Fatalf("register answered %d", response.Code)
	}
	var answer struct{ Token string }
	response := call(server, "POST", "/login", "", account)
	if err := json.Unmarshal(response.Body.Bytes(), &answer); err != nil || answer.Token == "" {
		t.Fatalf("login answered %d", response.Code)
	}
	return answer.Token
}

func TestProducts(t *testing.T) {
	server := newServer(t)
	for path, want := range map[string]int{
		"/products?limit=1":      http.StatusOK,
		"/products?limit=1000":   http.StatusUnprocessableEntity,
		"/products/search?q=pot": http.StatusOK,
		"/products/1":            http.StatusOK,
		"/products/2":            http.StatusNotFound,
	} {
		if got := call(server, "GET", path, "", "").Code; got != want {
			t.Errorf("GET %s answered %d, want %d", path, got, want)
		}
	}
}

func TestOrdersNeedACaller(t *testing.T) {
	if got := call(newServer(t), "GET", "/orders", "", "").Code; got != http.StatusUnauthorized {
		t.Errorf("got %d", got)
	}
}

func TestOrder(t *testing.T) {
	server := newServer(t)
	token := login(t, server)
	const order = `{"address": "1 Harbour Road", "lines": [{"product_id": 1, "quantity": 3}]}`
	if got := call(server, "POST", "/orders", token, order).Code; got != http.StatusCreated {
		t.Fatalf("the first order answered %d", got)
	}
	if got := call(server, "POST", "/orders", token, order).Code; got != http.StatusConflict {
		t.Errorf("the second order answered %d", got)
	}
	if body := call(server, "GET", "/orders", token, "").Body.String(); !strings.Contains(body, `"cents":7350`) {
		t.Errorf("the history is %s", body)
	}
}
