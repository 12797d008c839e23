package client

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
)

type rate struct{ Value float64 }

func load(url string) (*rate, error) {
	// ok: unclosed-resource
	// ruleid: missing-timeout
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var found rate
	return &found, json.NewDecoder(resp.Body).Decode(&found)
}

func leaking(url string) (*rate, error) {
	// ruleid: unclosed-resource
	// ruleid: missing-timeout
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	var found rate
	return &found, json.NewDecoder(resp.Body).Decode(&found)
}

func never(client *http.Client, req *http.Request) (int, error) {
	// ruleid: unclosed-resource
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func ping(url string) error {
	// ruleid: unclosed-resource
	// ruleid: missing-timeout
	_, err := http.Get(url)
	return err
}

func stream(url string) (io.ReadCloser, error) {
	// ok: unclosed-resource
	// ruleid: missing-timeout
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func straight(url string) ([]byte, error) {
	// ok: unclosed-resource
	// ruleid: missing-timeout
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	return body, err
}

func copyTo(path string, data io.Reader) error {
	// ruleid: unclosed-resource
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = out.ReadFrom(data)
	return err
}

func either(secure bool, client, other *http.Client, req *http.Request) (int, error) {
	var resp *http.Response
	var err error
	if secure {
		// ok: unclosed-resource
		resp, err = client.Do(req)
	} else {
		// ok: unclosed-resource
		resp, err = other.Do(req)
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func exists(client *http.Client, url string) bool {
	req, err := http.NewRequest("HEAD", url, nil)
	if err != nil {
		return false
	}
	// ok: unclosed-resource
	resp, err := client.Do(req)
	return err == nil && resp.StatusCode == http.StatusOK
}

func allows(client *http.Client, url string) bool {
	req, err := http.NewRequest(http.MethodOptions, url, nil)
	if err != nil {
		return false
	}
	// ruleid: unclosed-resource
	resp, err := client.Do(req)
	return err == nil && resp.Header.Get("Allow") != ""
}
