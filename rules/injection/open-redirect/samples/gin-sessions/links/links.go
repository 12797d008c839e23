package links

import (
	"net/url"
	"strings"
)

// Chooser says where somebody goes after signing in.
type Chooser interface {
	Next(wanted string) string
}

type Anywhere struct{}

func (Anywhere) Next(wanted string) string {
	if wanted == "" {
		return "/"
	}
	return wanted
}

type Local struct{ Home string }

func (l Local) Next(wanted string) string {
	parsed, err := url.Parse(wanted)
	if err != nil || parsed.IsAbs() || parsed.Host != "" || !strings.HasPrefix(parsed.Path, "/") {
		return l.Home
	}
	return parsed.Path
}
