package files

import (
	"io"
	"net/http"
	"os"
)

// The error of closing a file that was written matters: a defer would lose it.
func copyTo(path string, data io.Reader) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = out.ReadFrom(data)
	return err
}

// There is no name to close.
func ping(url string) error {
	_, err := http.Get(url)
	return err
}

// Closing at the end of the function would keep them all open until then.
func all(client *http.Client, urls []string) error {
	for _, url := range urls {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusOK {
			return nil
		}
	}
	return nil
}
