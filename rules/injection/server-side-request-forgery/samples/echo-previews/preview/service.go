package preview

import (
	"context"
	"fmt"
	"net/url"
)

// Source fetches what is at an address.
type Source interface {
	Fetch(ctx context.Context, address string) ([]byte, error)
	FetchAvatar(address string) ([]byte, error)
	FetchWeather(city string) ([]byte, error)
	FetchPage(page int) ([]byte, error)
}

type Service struct{ source Source }

func New(source Source) *Service { return &Service{source: source} }

func (s *Service) Make(ctx context.Context, address string, width int) ([]byte, error) {
	if _, err := s.source.FetchPage(width); err != nil {
		return nil, err
	}
	return s.source.Fetch(ctx, address)
}

var providers = map[string]string{
	"github": "https://github.com/identicons",
	"other":  "https://avatars.example.com",
}

// Avatar knows its providers by name.
func (s *Service) Avatar(provider string) ([]byte, error) {
	address, ok := providers[provider]
	if !ok {
		return nil, fmt.Errorf("unknown provider %q", provider)
	}
	return s.source.FetchAvatar(address)
}

func (s *Service) Weather(city string) ([]byte, error) {
	return s.source.FetchWeather(url.QueryEscape(city))
}
