package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/rpc"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/gorilla/websocket"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/imroc/req/v3"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func get(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery, missing-timeout
	resp, err := http.Get(r.URL.Query().Get("url"))
	if err != nil {
		return
	}
	defer resp.Body.Close()
	// pedantic: ignored-error
	io.Copy(w, resp.Body)
}

func getFixedHost(w http.ResponseWriter, r *http.Request) {
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get("https://api.example.com/search?q=" + url.QueryEscape(r.URL.Query().Get("q")))
	if err != nil {
		return
	}
	defer resp.Body.Close()
}

func hostFromInput(w http.ResponseWriter, r *http.Request) {
	target := fmt.Sprintf("http://%s:8080/health", r.PathValue("host"))
	// ruleid: server-side-request-forgery, missing-timeout
	resp, err := http.Head(target)
	if err != nil {
		return
	}
	resp.Body.Close()
}

func postForm(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery, missing-timeout, unclosed-resource
	http.PostForm(r.FormValue("hook"), url.Values{"a": {"b"}})
	// ruleid: server-side-request-forgery, missing-timeout, unclosed-resource
	http.Post(r.FormValue("hook"), "application/json", bytes.NewReader(nil))
	// ok: server-side-request-forgery
	// ruleid: missing-timeout, unclosed-resource
	http.Post("https://hooks.example.com/x", "application/json", strings.NewReader(r.FormValue("hook")))
}

var client = &http.Client{Timeout: 5 * time.Second}

type hookRequest struct {
	URL    string            `json:"url"`
	Header map[string]string `json:"headers"`
}

func newRequest(c *gin.Context) {
	var in hookRequest
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(400)
		return
	}
	// ruleid: server-side-request-forgery
	req, err := http.NewRequestWithContext(c, http.MethodGet, in.URL, nil)
	if err != nil {
		return
	}
	resp, err := client.Do(req)
	if err != nil {
		return
	}
	resp.Body.Close()
}

func newRequestSafe(c *gin.Context) {
	var in hookRequest
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(400)
		return
	}
	u, err := url.Parse(in.URL)
	if err != nil || u.Hostname() != "api.example.com" {
		c.AbortWithStatus(400)
		return
	}
	// ok: server-side-request-forgery
	req, err := http.NewRequestWithContext(c, http.MethodGet, u.String(), nil)
	if err != nil {
		return
	}
	resp, err := client.Do(req)
	if err != nil {
		return
	}
	resp.Body.Close()
}

func parsed(c echo.Context) error {
	u, err := url.Parse(c.QueryParam("target"))
	if err != nil {
		return err
	}
	// ruleid: server-side-request-forgery
	resp, err := client.Get(u.String())
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func urlStruct(c echo.Context) error {
	u := url.URL{Scheme: "https", Host: c.QueryParam("host"), Path: "/v1"}
	// ruleid: server-side-request-forgery
	resp, err := client.Get(u.String())
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func urlStructSafe(c echo.Context) error {
	u := url.URL{Scheme: "https", Host: "api.example.com", Path: c.QueryParam("p")}
	q := u.Query()
	q.Set("q", c.QueryParam("q"))
	u.RawQuery = q.Encode()
	// ok: server-side-request-forgery
	resp, err := client.Get(u.String())
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func requestStruct(c echo.Context) error {
	u, _ := url.Parse(c.FormValue("u"))
	// ruleid: server-side-request-forgery
	resp, err := client.Do(&http.Request{Method: "GET", URL: u})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func proxy(w http.ResponseWriter, r *http.Request) {
	target, _ := url.Parse(r.Header.Get("X-Upstream"))
	// ruleid: server-side-request-forgery
	p := httputil.NewSingleHostReverseProxy(target)
	p.ServeHTTP(w, r)
}

func dial(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery, missing-timeout
	conn, err := net.Dial("tcp", r.FormValue("addr"))
	if err != nil {
		return
	}
	conn.Close()
	// ruleid: server-side-request-forgery
	conn, err = net.DialTimeout("tcp", net.JoinHostPort(r.FormValue("host"), "80"), time.Second)
	if err != nil {
		return
	}
	conn.Close()
	var d net.Dialer
	// ruleid: server-side-request-forgery
	conn, err = d.DialContext(r.Context(), "tcp", mux.Vars(r)["addr"])
	conn.Close()
	// ruleid: server-side-request-forgery
	cl, err := rpc.Dial("tcp", r.FormValue("rpc"))
	cl.Close()
}

func restyGet(c *fiber.Ctx) error {
	cl := resty.New()
	// ruleid: server-side-request-forgery
	resp, err := cl.R().SetContext(c.Context()).Get(c.Query("url"))
	if err != nil {
		return err
	}
	return c.Send(resp.Body())
}

func restySafe(c *fiber.Ctx) error {
	cl := resty.New().SetBaseURL("https://api.example.com")
	// ok: server-side-request-forgery
	resp, err := cl.R().SetQueryParam("q", c.Query("url")).Get("/search")
	if err != nil {
		return err
	}
	return c.Send(resp.Body())
}

func fast(c *fiber.Ctx) error {
	// ruleid: server-side-request-forgery
	_, body, err := fasthttp.Get(nil, c.Query("url"))
	if err != nil {
		return err
	}
	req := fasthttp.AcquireRequest()
	// ruleid: server-side-request-forgery
	req.SetRequestURI(c.Query("url"))
	// ruleid: server-side-request-forgery
	agent := fiber.Get(c.Query("url"))
	_ = agent
	return c.Send(body)
}

func retryable(c *fiber.Ctx) error {
	// ruleid: server-side-request-forgery
	resp, err := retryablehttp.Get(c.FormValue("u"))
	if err != nil {
		return err
	}
	resp.Body.Close()
	// ruleid: server-side-request-forgery
	_, err = req.C().R().Get(c.FormValue("u"))
	return err
}

func wsDial(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery
	conn, _, err := websocket.DefaultDialer.Dial(r.FormValue("ws"), nil)
	if err != nil {
		return
	}
	conn.Close()
}

var allowed = map[string]bool{"a.example.com": true}

func checkURL(raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return err
	}
	if !allowed[u.Host] {
		return fmt.Errorf("host not allowed")
	}
	return nil
}

func checked(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("u")
	if err := checkURL(raw); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	// ok: server-side-request-forgery
	resp, err := client.Get(raw)
	if err != nil {
		return
	}
	resp.Body.Close()
}

var mirrors = map[string]string{"eu": "https://eu.example.com", "us": "https://us.example.com"}

func table(w http.ResponseWriter, r *http.Request) {
	base, ok := mirrors[r.FormValue("region")]
	if !ok {
		return
	}
	// ok: server-side-request-forgery
	resp, err := client.Get(base + "/ping")
	if err != nil {
		return
	}
	resp.Body.Close()
}

func schemeOnly(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("u")
	if !strings.HasPrefix(raw, "https://") {
		return
	}
	// ruleid: server-side-request-forgery
	resp, err := client.Get(raw)
	if err != nil {
		return
	}
	resp.Body.Close()
}

func prefixChecked(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("u")
	if !strings.HasPrefix(raw, "https://api.example.com/") {
		return
	}
	// ok: server-side-request-forgery
	resp, err := client.Get(raw)
	if err != nil {
		return
	}
	resp.Body.Close()
}

type Fetcher struct {
	c    *http.Client
	base string
}

func NewFetcher(base string) *Fetcher { return &Fetcher{c: &http.Client{Timeout: time.Second}, base: base} }

func (f *Fetcher) Fetch(ctx context.Context, p string) (*http.Response, error) {
	// ruleid: server-side-request-forgery
	req, err := http.NewRequestWithContext(ctx, "GET", f.base+p, nil)
	if err != nil {
		return nil, err
	}
	return f.c.Do(req)
}

func useFetcher(w http.ResponseWriter, r *http.Request) {
	var in hookRequest
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&in)
	resp, err := NewFetcher(in.URL).Fetch(r.Context(), "/x")
	if err != nil {
		return
	}
	resp.Body.Close()
}

func main() {
	http.HandleFunc("/get", get)
	http.HandleFunc("/f", useFetcher)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
