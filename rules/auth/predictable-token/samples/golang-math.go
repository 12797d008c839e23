package auth

import (
	"fmt"
	"math/rand"
	"strconv"
	"time"
)

const letters = "abcdefghijklmnopqrstuvwxyz"

type Session struct {
	Token  string
	Weight int
}

func newSession() Session {
	// ruleid: predictable-token
	token := strconv.FormatInt(rand.Int63(), 36)
	s := Session{
		// ruleid: predictable-token
		Token: fmt.Sprintf("%x", rand.Int63()),
		// ok: predictable-token
		Weight: rand.Intn(10),
	}
	s.Token = token
	return s
}

func GenerateOTP() string {
	// ruleid: predictable-token
	return fmt.Sprintf("%06d", rand.Intn(1000000))
}

func randomPassword(n int) string {
	b := make([]byte, n)
	for i := range b {
		// ruleid: predictable-token
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

func backoff(attempt int) time.Duration {
	// ok: predictable-token
	jitter := rand.Intn(100)
	return time.Duration(attempt*100+jitter) * time.Millisecond
}
