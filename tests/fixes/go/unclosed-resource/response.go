package rates

import (
	"errors"
	"net/http"
)

func status(client *http.Client, url string) (int, error) {
	resp, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	if resp.StatusCode == http.StatusTeapot {
		return 0, errors.New(resp.Status)
	}
	return resp.StatusCode, nil
}
