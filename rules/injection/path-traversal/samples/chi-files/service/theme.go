package service

import (
	"os"
	"path/filepath"
)

// Theme remembers its name until the stylesheet is asked for.
type Theme struct{ name string }

func NewTheme(name string) *Theme {
	theme := &Theme{}
	theme.name = name
	return theme
}

func (t *Theme) Stylesheet() ([]byte, error) {
	// ruleid: path-traversal
	return os.ReadFile(filepath.Join("/srv/themes", t.name))
}
