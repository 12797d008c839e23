package rates

import "net/http"

type api struct {
	client *http.Client
	base   string
}

func newAPI(base string) *api {
	return &api{
		client: &http.Client{},
		base:   base,
	}
}

func load(url string) (*http.Response, error) {
	return http.Get(url)
}

func two(url string, req *http.Request) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	other, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return other.Body.Close()
}
