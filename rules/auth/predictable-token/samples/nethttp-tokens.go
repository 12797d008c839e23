package auth

import (
	crand "crypto/rand"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
)

const letters = "abcdefghijklmnopqrstuvwxyz"

func GenerateToken(n int) string {
	b := make([]byte, n)
	for i := range b {
		// ruleid: predictable-token
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

func newSessionID() string {
	b := make([]byte, 16)
	// ruleid: predictable-token
	rand.Read(b)
	return hex.EncodeToString(b)
}

func safeSessionID() string {
	b := make([]byte, 16)
	// ok: predictable-token
	crand.Read(b)
	return hex.EncodeToString(b)
}

func otp() string {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	// ruleid: predictable-token
	return fmt.Sprintf("%06d", r.Intn(1000000))
}

func randomString(n int) string {
	var sb strings.Builder
	for i := 0; i < n; i++ {
		// ruleid: predictable-token
		sb.WriteByte(letters[rand.Int63()%int64(len(letters))])
	}
	return sb.String()
}

type User struct {
	APIKey    string
	ResetCode int
	CreatedAt int64
}

func register(w http.ResponseWriter, r *http.Request) {
	apiKey := randomString(32)
	user := User{
		APIKey: apiKey,
		// ruleid: predictable-token
		ResetCode: rand.Intn(900000) + 100000,
		// ok: predictable-token
		CreatedAt: time.Now().Unix(),
	}
	// ruleid: predictable-token
	// ruleid: weak-hash
	token := fmt.Sprintf("%x", md5.Sum([]byte(fmt.Sprint(time.Now().UnixNano()))))
	// ruleid: predictable-token
	sessionKey, _ := uuid.NewUUID()
	// ok: predictable-token
	requestID := uuid.New()
	http.SetCookie(w, &http.Cookie{Name: "s", Value: token, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
	fmt.Fprintln(w, user, sessionKey, requestID)
}

func backoff(attempt int) time.Duration {
	// ok: predictable-token
	jitter := time.Duration(rand.Intn(100)) * time.Millisecond
	return time.Duration(attempt)*time.Second + jitter
}

func pick(hosts []string) string {
	// ok: predictable-token
	return hosts[rand.Intn(len(hosts))]
}

func expiry() int64 {
	// ok: predictable-token
	tokenExpiry := time.Now().Unix() + 3600
	return tokenExpiry
}

func sessionID() string {
	b := make([]byte, 16)
	for i := range b {
		// ruleid: predictable-token
		b[i] = byte(rand.Intn(256))
	}
	return hex.EncodeToString(b)
}

func (h Handlers) peerToken(peer string) string {
	// ok: predictable-token
	ts := time.Now().Unix()
	authToken := hmacutil.SHA256([]byte(fmt.Sprintf("%d:%s", ts, peer)), h.PeerSecretKey)
	return authToken
}

func (h Handlers) peerName(peer string) string {
	// ruleid: predictable-token
	ts := time.Now().Unix()
	authToken := sha256.Sum256([]byte(fmt.Sprintf("%d:%s", ts, peer)))
	return hex.EncodeToString(authToken[:])
}
