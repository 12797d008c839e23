package rates

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"time"
)

// ok: missing-timeout
var careful = &http.Client{Timeout: 5 * time.Second}

func Load(url string) (*http.Response, error) {
	// ruleid: missing-timeout
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	if _, err := http.Post(url, "application/json", bytes.NewReader(nil)); err != nil {
		return nil, err
	}
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	if _, err := http.DefaultClient.Get(url); err != nil {
		return nil, err
	}
	// ok: missing-timeout
	return careful.Get(url)
}

func Do(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	// ruleid: missing-timeout
	return http.DefaultClient.Do(req)
}

func DoContext(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	// ok: missing-timeout
	return http.DefaultClient.Do(req)
}

func Dial(address string) (net.Conn, error) {
	// ok: missing-timeout
	if c, err := net.DialTimeout("tcp", address, time.Second); err == nil {
		return c, nil
	}
	// ok: missing-timeout
	if c, err := net.Dial("udp", address); err == nil {
		return c, nil
	}
	// ruleid: missing-timeout
	return net.Dial("tcp", address)
}
