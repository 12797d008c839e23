package main

import (
	"net/http"
	"net/url"
	"strings"
)

type window struct {
	queues []string
	host   string
}

func windowOf(r *http.Request) *window {
	q := r.URL.Query()
	return &window{queues: strings.Split(q.Get("queues"), ","), host: q.Get("host")}
}

func address(base string, w *window) string {
	var b strings.Builder
	b.WriteString(strings.TrimSuffix(base, "/"))
	b.WriteString("/api/v1/query_range?")
	v := url.Values{}
	v.Add("query", strings.Join(w.queues, "|"))
	b.WriteString(v.Encode())
	return b.String()
}

func fetch(client *http.Client, target string) (*http.Response, error) {
	// ok: server-side-request-forgery
	return client.Get(target)
}

func probe(client *http.Client, host string) (*http.Response, error) {
	// ruleid: server-side-request-forgery
	return client.Get("http://" + host + "/health")
}

func metrics(client *http.Client, base string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked := windowOf(r)
		_, _ = fetch(client, address(base, asked))
		_, _ = probe(client, asked.host)
	}
}

func main() {
	http.HandleFunc("/metrics", metrics(http.DefaultClient, "http://prometheus:9090"))
	// ruleid: server-without-timeouts
	_ = http.ListenAndServe(":8080", nil)
}
