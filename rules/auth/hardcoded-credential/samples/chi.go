package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/jwtauth/v5"
)

type options struct {
	AccessKey string
	SecretKey string
	Endpoint  string
}

func main() {
	r := chi.NewRouter()
	r.Use(middleware.BasicAuth("shop", map[string]string{
		// ruleid: hardcoded-credential
		"password": "Bz72kd!",
	}))
	// jwt-hardcoded-secret speaks of this one.
	// ok: hardcoded-credential
	// ruleid: jwt-hardcoded-secret
	_ = jwtauth.New("HS256", []byte("x-sign"), nil)
	// ruleid: hardcoded-credential
	_ = options{AccessKey: "q7Kz2MwX3vNb5TrD9s", Endpoint: "s3.shop.io"}
	// ok: hardcoded-credential
	_ = options{AccessKey: os.Getenv("S3_KEY"), SecretKey: os.Getenv("S3_SECRET"), Endpoint: "s3.shop.io"}
	// ok: hardcoded-credential
	r.Post("/password/reset2", func(w http.ResponseWriter, r *http.Request) {})
}
