package rates

import "net/http"

type API struct {
	client *http.Client
	base   string
}

func NewAPI(base string) *API {
	return &API{
		// ruleid: missing-timeout
		client: &http.Client{},
		base:   base,
	}
}

func load(url string) (*http.Response, error) {
	// ruleid: missing-timeout
	client := http.Client{
		CheckRedirect: nil,
	}
	return client.Get(url)
}

func clientOf(path string) (http.Client, error) {
	certificate, err := load(path)
	if err != nil {
		// ok: missing-timeout
		return http.Client{}, err
	}
	return http.Client{Timeout: 10 * time.Second, Transport: transportOf(certificate)}, nil
}

func fetchWith(path, url string) (*http.Response, error) {
	// ok: missing-timeout
	var client http.Client
	var err error
	client, err = clientOf(path)
	if err != nil {
		return nil, err
	}
	return client.Get(url)
}

func fetchWithout(url string) (*http.Response, error) {
	// ruleid: missing-timeout
	var client http.Client
	return client.Get(url)
}
