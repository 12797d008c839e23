package tools

import (
	"fmt"
	"regexp"
	"strings"

	"example.com/tools/shell"
)

type Service struct{ runner shell.Runner }

func New(runner shell.Runner) *Service { return &Service{runner: runner} }

func (s *Service) Ping(host string) (string, error) {
	words := []string{"ping", "-c", "1"}
	words = append(words, host)
	return s.runner.Shell(strings.Join(words, " "))
}

var hostName = regexp.MustCompile(`^[a-z0-9.-]+$`)

// IsHost tells whether a text is a name of a host.
func IsHost(text string) bool {
	return hostName.MatchString(text) && len(text) < 256
}

func (s *Service) Trace(host string) (string, error) { return s.runner.Checked("traceroute " + host) }

// Thumbnail takes a number from the job, and no text.
func (s *Service) Thumbnail(job Job) (string, error) {
	return s.runner.Sized(fmt.Sprintf("convert in.png -resize %d out.png", job.Width))
}
