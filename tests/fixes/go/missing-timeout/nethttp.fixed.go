package rates

import (
	"net/http"
	"time"
)

type api struct {
	client *http.Client
	base   string
}

func newAPI(base string) *api {
	return &api{
		client: &http.Client{Timeout: 10 * time.Second},
		base:   base,
	}
}

func load(url string) (*http.Response, error) {
	client := &http.Client{Timeout: 10 * time.Second}
	return client.Get(url)
}

func two(url string, req *http.Request) error {
	resp, err := (&http.Client{Timeout: 10 * time.Second}).Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	other, err := (&http.Client{Timeout: 10 * time.Second}).Do(req)
	if err != nil {
		return err
	}
	return other.Body.Close()
}
