package api

import (
	"net/http"
	"os"
)

var apiKey = os.Getenv("API_KEY")

type options struct{ AccessKey, Endpoint string }

func connect(request *http.Request) options {
	request.Header.Set("X-Api-Key", apiKey)
	request.SetBasicAuth("svc", os.Getenv("PASSWORD"))
	return options{AccessKey: os.Getenv("ACCESS_KEY"), Endpoint: "s3.shop.io"}
}
