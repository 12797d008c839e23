package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

type Client struct{ http *http.Client }

func New(client *http.Client) *Client { return &Client{http: client} }

func (c *Client) Fetch(ctx context.Context, address string) ([]byte, error) {
	// ruleid: server-side-request-forgery
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return c.do(req)
}

func (c *Client) FetchAvatar(address string) ([]byte, error) {
	// ok: server-side-request-forgery
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return c.do(req)
}

func (c *Client) FetchWeather(city string) ([]byte, error) {
	// ok: server-side-request-forgery
	resp, err := c.http.Get("https://weather.example.com/v1?city=" + city)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func (c *Client) FetchPage(page int) ([]byte, error) {
	// ok: server-side-request-forgery
	resp, err := c.http.Get(fmt.Sprintf("https://pages.example.com/%d", page))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func (c *Client) do(req *http.Request) ([]byte, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
