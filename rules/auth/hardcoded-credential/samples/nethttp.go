package main

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"flag"
	"net/http"
	"net/smtp"
	"os"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
	"github.com/spf13/viper"
)

// ruleid: hardcoded-credential
// ruleid: insecure-cookie
var store = sessions.NewCookieStore([]byte("super-secret-key"))

// ok: hardcoded-credential
// ruleid: insecure-cookie
var safeStore = sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))

// ok: hardcoded-credential
var randomCookie = securecookie.New(securecookie.GenerateRandomKey(64), securecookie.GenerateRandomKey(32))

// ruleid: hardcoded-credential
var signed = securecookie.New([]byte("very-secret"), nil)

// ruleid: hardcoded-credential
var apiKey = "9d8c7b6a5f4e3d2c1b0a9f8e"

// ruleid: hardcoded-credential
var password = flag.String("password", "Sh0pAdm1n", "password of the database")

// ok: hardcoded-credential
var tokenFlag = flag.String("token", "", "token of the API")

func getEnv(key, fallback string) string {
	if value, ok := os.LookupEnv(key); ok {
		return value
	}
	return fallback
}

func open() (*sql.DB, error) {
	// ruleid: hardcoded-credential
	viper.SetDefault("database.password", "Vp3r99x")
	// ruleid: hardcoded-credential
	secret := getEnv("WEBHOOK_SECRET", "hook-secret-1")
	// ok: hardcoded-credential
	level := getEnv("TOKEN_TYPE", "bearer1")
	_, _ = secret, level
	// ruleid: hardcoded-credential
	return sql.Open("postgres", "postgres://shop:Hd82ks9@db.shop.io/shop?sslmode=require")
}

func mail() smtp.Auth {
	// ruleid: hardcoded-credential
	return smtp.PlainAuth("", "robot@shop.io", "Ro80tMail", "smtp.shop.io")
}

func mailFromEnvironment() smtp.Auth {
	// ok: hardcoded-credential
	return smtp.PlainAuth("", "robot@shop.io", os.Getenv("SMTP_PASSWORD"), "smtp.shop.io")
}

func sign(body []byte) []byte {
	// ruleid: hardcoded-credential
	mac := hmac.New(sha256.New, []byte("mac-key"))
	mac.Write(body)
	// ruleid: hardcoded-credential
	_, _ = aes.NewCipher([]byte("0f1e2d3c4b5a6978"))
	return mac.Sum(nil)
}

func admin(w http.ResponseWriter, r *http.Request) {
	user, pass, _ := r.BasicAuth()
	// ruleid: hardcoded-credential
	if user == "admin" && subtle.ConstantTimeCompare([]byte(r.FormValue("password")), []byte("4dm1n!")) == 1 {
		w.WriteHeader(http.StatusNoContent)
	}
	// ruleid: hardcoded-credential
	if r.Header.Get("X-Api-Key") != "k-1234-abcd" {
		// ok: hardcoded-credential
		http.Error(w, "wrong token", http.StatusUnauthorized)
	}
	_ = pass
	request, _ := http.NewRequest("GET", "https://api.shop.io", nil)
	// ruleid: hardcoded-credential
	request.SetBasicAuth("svc", "gL82hd#1")
	// ok: hardcoded-credential
	request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	// ruleid: hardcoded-credential
	request.Header.Set("X-Api-Key", "8a7b6c5d4e3f2a1b9c8d7e6f5a4b3c2d")
	// ok: hardcoded-credential
	request.Header.Set("X-Token-Type", "bearer1")
	// ruleid: hardcoded-credential
	os.Setenv("DB_PASSWORD", "Xk29dLq8")
}

type method struct {
	Chain string
	Token string
}

func accepted() []method {
	return []method{
		// ok: hardcoded-credential
		{Chain: "Ethereum", Token: "0x6B175474E89094C44Da98b954EedeAC495271d0F"},
		// ruleid: hardcoded-credential
		{Chain: "Ledger", Token: "4f9c61a7e02b8d35c1f06e7a92b4d8830c5e17fa"},
	}
}
