package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/chromedp/chromedp"
	"github.com/gin-gonic/gin"
	"github.com/go-git/go-git/v5"
	"github.com/gocolly/colly/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/mmcdole/gofeed"
	"github.com/monaco-io/request"
	"google.golang.org/grpc"
)

type Webhook struct {
	URL    string `json:"url"`
	Secret string `json:"secret"`
}

type Notifier struct {
	client *http.Client
}

func (n *Notifier) Send(ctx context.Context, h Webhook, body io.Reader) error {
	// ruleid: server-side-request-forgery
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, body)
	if err != nil {
		return err
	}
	resp, err := n.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (n *Notifier) test(c *gin.Context) {
	var h Webhook
	if err := c.ShouldBindJSON(&h); err != nil {
		return
	}
	n.Send(c, h, strings.NewReader("{}"))
}

func feed(c echo.Context) error {
	fp := gofeed.NewParser()
	// ruleid: server-side-request-forgery
	_, err := fp.ParseURL(c.QueryParam("feed"))
	return err
}

func feedCtx(c echo.Context) error {
	// ruleid: server-side-request-forgery
	_, err := gofeed.NewParser().ParseURLWithContext(c.QueryParam("feed"), c.Request().Context())
	return err
}

func crawl(c echo.Context) error {
	col := colly.NewCollector()
	// ruleid: server-side-request-forgery
	return col.Visit(c.FormValue("start"))
}

func shot(c *fiber.Ctx) error {
	var png []byte
	// ruleid: server-side-request-forgery, detached-context
	return chromedp.Run(context.Background(), chromedp.Navigate(c.Query("u")), chromedp.CaptureScreenshot(&png))
}

func clone(c *fiber.Ctx) error {
	// ruleid: server-side-request-forgery
	_, err := git.PlainClone("/tmp/x", false, &git.CloneOptions{URL: c.FormValue("repo")})
	return err
}

func grpcDial(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery
	conn, err := grpc.NewClient(r.FormValue("target"))
	if err != nil {
		return
	}
	conn.Close()
}

func director(w http.ResponseWriter, r *http.Request) {
	p := &httputil.ReverseProxy{Director: func(req *http.Request) {
		req.URL.Scheme = "http"
		// ruleid: server-side-request-forgery
		req.URL.Host = r.Header.Get("X-Backend")
	}}
	p.ServeHTTP(w, r)
}

func directorSafe(w http.ResponseWriter, r *http.Request) {
	p := &httputil.ReverseProxy{Director: func(req *http.Request) {
		req.URL.Scheme = "http"
		// ok: server-side-request-forgery
		req.URL.Host = "backend:8080"
		req.URL.Path = r.URL.Path
	}}
	p.ServeHTTP(w, r)
}

func joined(w http.ResponseWriter, r *http.Request) {
	u, err := url.JoinPath("https://api.example.com", "v1", r.PathValue("id"))
	if err != nil {
		return
	}
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	resp.Body.Close()
}

func baseRef(w http.ResponseWriter, r *http.Request) {
	base, _ := url.Parse("https://api.example.com/")
	ref, err := base.Parse(r.FormValue("next"))
	if err != nil {
		return
	}
	// ruleid: server-side-request-forgery, missing-timeout
	resp, err := http.Get(ref.String())
	if err != nil {
		return
	}
	resp.Body.Close()
}

func sub(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery, missing-timeout
	resp, err := http.Get("https://" + r.FormValue("tenant") + ".example.com/")
	if err != nil {
		return
	}
	resp.Body.Close()
}

func pathOnly(w http.ResponseWriter, r *http.Request) {
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get("https://api.example.com/" + path.Base(r.FormValue("p")) + "?x=1")
	if err != nil {
		return
	}
	resp.Body.Close()
}

func at(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery, missing-timeout
	resp, err := http.Get("https://api.example.com" + r.FormValue("p"))
	if err != nil {
		return
	}
	resp.Body.Close()
}

func tlsDial(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-forgery, missing-timeout
	c, err := tls.Dial("tcp", r.FormValue("h")+":443", nil)
	if err != nil {
		return
	}
	c.Close()
}

func lookup(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("h")
	ips, err := net.LookupIP(host)
	if err != nil {
		return
	}
	for _, ip := range ips {
		if ip.IsPrivate() || ip.IsLoopback() {
			http.Error(w, "no", 400)
			return
		}
	}
	_ = ips
}

func lib(w http.ResponseWriter, r *http.Request) {
	c := request.Client{URL: r.FormValue("u"), Method: "GET"}
	c.Send()
}

func portOnly(w http.ResponseWriter, r *http.Request) {
	// ok: server-side-request-forgery
	c, err := net.DialTimeout("tcp", net.JoinHostPort("db.internal", r.FormValue("port")), time.Second)
	if err != nil {
		return
	}
	c.Close()
}

type provider struct{ BaseURL string }

var providers = map[string]provider{"a": {BaseURL: "https://a.example.com"}}

func fromTable(w http.ResponseWriter, r *http.Request) {
	p, ok := providers[r.PathValue("p")]
	if !ok {
		return
	}
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get(p.BaseURL + "/status/" + url.PathEscape(r.FormValue("id")))
	if err != nil {
		return
	}
	resp.Body.Close()
}

func bodyList(w http.ResponseWriter, r *http.Request) {
	var urls []string
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&urls)
	for _, u := range urls {
		go fetchListed(u)
	}
}

func fetchListed(u string) {
	// ruleid: server-side-request-forgery, missing-timeout
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	resp.Body.Close()
}

var allowedHosts = []string{"a.example.com", "b.example.com"}

func validate(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, err
	}
	for _, h := range allowedHosts {
		if u.Hostname() == h {
			return u, nil
		}
	}
	return nil, fmt.Errorf("host %q not allowed", u.Hostname())
}

func validated(w http.ResponseWriter, r *http.Request) {
	u, err := validate(r.FormValue("u"))
	if err != nil {
		return
	}
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get(u.String())
	if err != nil {
		return
	}
	resp.Body.Close()
}

func main() {
	_ = s3.Options{}
	n := &Notifier{client: &http.Client{Timeout: time.Second}}
	g := gin.New()
	g.POST("/t", n.test)
	http.HandleFunc("/l", bodyList)
	// ruleid: server-without-timeouts
	g.Run()
}
