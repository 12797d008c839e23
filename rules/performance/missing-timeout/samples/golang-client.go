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
