package rates

import (
	"net/http"
)

// The name of the package that is needed is something else here.
func load(url string, time int) (*http.Response, error) {
	return http.Get(url)
}
