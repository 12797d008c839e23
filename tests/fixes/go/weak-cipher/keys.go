package keys

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
)

func key() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024)
}

func config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10}
}
