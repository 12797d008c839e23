package store

import (
	"errors"
	"os"
	"path/filepath"
)

// Files are letters in a folder.
type Files struct{ Root string }

var names = map[string]string{"welcome": "welcome.txt", "reminder": "reminder.txt"}

func (f Files) Text(name string) (string, error) {
	file, ok := names[name]
	if !ok {
		return "", errors.New("no such letter")
	}
	read, err := os.ReadFile(filepath.Join(f.Root, file))
	return string(read), err
}
