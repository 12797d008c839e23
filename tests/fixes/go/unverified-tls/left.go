package client

import (
	"crypto/tls"

	"golang.org/x/crypto/ssh"
)

// Which key the host has is not in the code.
func host() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}
}

func verified() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

// Somebody asks for it, by an option.
func optional(cfg *tls.Config, insecure bool) {
	if insecure {
		cfg.InsecureSkipVerify = true
	}
}
