package api

import (
	"net/http"
)

const apiKey = "9d8c7b6a5f4e3d2c1b0a9f8e"

type options struct{ AccessKey, Endpoint string }

func connect(request *http.Request) options {
	request.Header.Set("X-Api-Key", apiKey)
	request.SetBasicAuth("svc", "gL82hd#1")
	return options{AccessKey: "q7Kz2MwX3vNb5TrD9s", Endpoint: "s3.shop.io"}
}
