package auth

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"go/token"
	"net/http"
	"os"
)

type Config struct{ APIKey, AdminToken string }

func Verify(body []byte, signature string, secret []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	// ruleid: timing-unsafe-comparison
	return signature == expected
}

func VerifyBytes(body, signature, secret []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	// ruleid: timing-unsafe-comparison
	if bytes.Equal(mac.Sum(nil), signature) {
		return true
	}
	// ok: timing-unsafe-comparison
	return hmac.Equal(mac.Sum(nil), signature)
}

func KeyAuth(cfg Config, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get("X-Api-Key")
		// ok: timing-unsafe-comparison
		if key == "" || len(key) != 32 {
			http.Error(w, "no key", http.StatusUnauthorized)
			return
		}
		// ruleid: timing-unsafe-comparison
		if key != cfg.APIKey {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		// ruleid: timing-unsafe-comparison
		if r.Header.Get("Authorization") != "Bearer "+os.Getenv("ADMIN_TOKEN") {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		// ok: timing-unsafe-comparison
		if subtle.ConstantTimeCompare([]byte(key), []byte(cfg.APIKey)) != 1 {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func basic(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	// ruleid: timing-unsafe-comparison
	return ok && user == "admin" && password == os.Getenv("ADMIN_PASSWORD")
}

func operator(tok token.Token) bool {
	// ok: timing-unsafe-comparison
	return tok == token.ADD || tok != token.EOF
}

const SignatureHeader = "x-signature"

func SignedHeaders(r *http.Request, names []string, body, secret []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	for _, header := range names {
		// ok: timing-unsafe-comparison
		if header == SignatureHeader {
			// ruleid: timing-unsafe-comparison
			return r.Header.Get(SignatureHeader) == expected
		}
	}
	return false
}
