package sums

import "golang.org/x/crypto/md4"

// What replaces it is for the protocol to say.
func sign(payload []byte) []byte {
	h := md4.New()
	h.Write(payload)
	return h.Sum(nil)
}
