package auth

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
)

func verify(body []byte, signature string, secret []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	return signature == expected
}

func verifyBytes(body, signature, secret []byte) bool {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return bytes.Equal(mac.Sum(nil), signature)
}

func admin(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+os.Getenv("ADMIN_TOKEN") {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	user, password, ok := r.BasicAuth()
	if ok && user == "admin" && password == os.Getenv("ADMIN_PASSWORD") {
		w.WriteHeader(http.StatusNoContent)
	}
}
