package client

import (
	"crypto/tls"
	"net/http"
	"time"
)

func insecure() *http.Client {
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}}
}

func several() *tls.Config {
	return &tls.Config{
		ServerName:         "db.example.com",
		InsecureSkipVerify: true,
		MinVersion:         tls.VersionTLS12,
	}
}

func assigned(name string) *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS13}
	cfg.ServerName = name
	cfg.InsecureSkipVerify = true
	return cfg
}

func variable() *tls.Config {
	skip := true
	return &tls.Config{InsecureSkipVerify: skip, MinVersion: tls.VersionTLS12}
}

func alone() *http.Transport {
	return &http.Transport{
		MaxIdleConns: 10,
		TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true,
		},
	}
}
