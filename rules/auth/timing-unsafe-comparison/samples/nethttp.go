package auth

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"os"
)

func verify(r *http.Request, body []byte, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	// ruleid: timing-unsafe-comparison
	if r.Header.Get("X-Signature") == expected {
		return true
	}
	// ruleid: timing-unsafe-comparison
	if bytes.Equal(mac.Sum(nil), body) {
		return true
	}
	// ok: timing-unsafe-comparison
	return hmac.Equal([]byte(expected), []byte(r.Header.Get("X-Signature")))
}

type config struct {
	APIKey    string
	TokenType string
}

func authorized(r *http.Request, cfg config) bool {
	apiKey := r.Header.Get("X-API-Key")
	// ok: timing-unsafe-comparison
	if apiKey == "" {
		return false
	}
	// ruleid: timing-unsafe-comparison
	if apiKey != cfg.APIKey {
		return false
	}
	// ruleid: timing-unsafe-comparison
	if r.URL.Query().Get("token") == os.Getenv("ADMIN_TOKEN") {
		return true
	}
	// ok: timing-unsafe-comparison
	return subtle.ConstantTimeCompare([]byte(apiKey), []byte(cfg.APIKey)) == 1
}

type token struct {
	Kind int
	Hash string
}

func same(a, b token, err error) bool {
	// ok: timing-unsafe-comparison
	if a.Kind == b.Kind && err == nil {
		return true
	}
	// ok: timing-unsafe-comparison
	return a.Hash == b.Hash
}
