package client

import (
	"crypto/tls"
	"net/http"
	"time"
)

func always() *http.Client {
	skip := true
	return &http.Client{Timeout: time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{
		// ruleid: unverified-tls
		InsecureSkipVerify: skip,
	}}}
}

func sometimes(private bool) *tls.Config {
	skip := true
	skip = private
	// ok: unverified-tls
	return &tls.Config{InsecureSkipVerify: skip}
}

func never() *tls.Config {
	skip := false
	// ok: unverified-tls
	return &tls.Config{InsecureSkipVerify: skip}
}
