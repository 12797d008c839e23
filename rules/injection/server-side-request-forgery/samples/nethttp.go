package proxy

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
)

const api = "https://api.example.com"

var allowedHosts = map[string]bool{"api.example.com": true}

func fetch(w http.ResponseWriter, r *http.Request) {
	target := r.URL.Query().Get("url")
	// ruleid: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get(target)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	// ruleid: server-side-request-forgery
	req, _ := http.NewRequest("GET", fmt.Sprintf("http://%s/status", r.FormValue("host")), nil)
	// ruleid: missing-timeout
	http.DefaultClient.Do(req)
	// ruleid: server-side-request-forgery
	// ruleid: detached-context
	req2, _ := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://"+r.FormValue("host"), nil)
	// pedantic: missing-timeout
	client := &http.Client{}
	client.Do(req2)
	// ruleid: server-side-request-forgery
	client.Get(target)
	// ruleid: server-side-request-forgery
	// ruleid: swallowed-error
	// ruleid: missing-timeout
	conn, _ := net.Dial("tcp", r.FormValue("address"))
	conn.Close()
	u, _ := url.Parse(target)
	// ruleid: server-side-request-forgery
	httputil.NewSingleHostReverseProxy(u).ServeHTTP(w, r)
}

func fixed(w http.ResponseWriter, r *http.Request, base string) {
	id := r.URL.Query().Get("id")
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get("https://api.example.com/items/" + id)
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get(api + "/items/" + id)
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get(fmt.Sprintf("%s/items/%s", base, id))
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get(fmt.Sprintf("https://api.example.com/items/%s", id))
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Post(api, "application/json", r.Body)
}

func allowed(w http.ResponseWriter, r *http.Request) {
	target := r.URL.Query().Get("url")
	u, err := url.Parse(target)
	if err != nil || !allowedHosts[u.Hostname()] {
		http.Error(w, "host", http.StatusBadRequest)
		return
	}
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get(target)
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get(u.String())
}
