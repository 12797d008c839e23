package service

import (
	"errors"
	"fmt"
	"strconv"
)

// Disk is where the files are.
type Disk interface {
	Open(name string) ([]byte, error)
	OpenReport(name string) ([]byte, error)
	OpenPage(name string) ([]byte, error)
	OpenTheme(name string) ([]byte, error)
}

type Files struct{ disk Disk }

func NewFiles(disk Disk) *Files { return &Files{disk} }

func (f *Files) Read(name string) ([]byte, error) { return f.disk.Open(name) }

func (f *Files) Report(name string) ([]byte, error) { return f.disk.OpenReport(name) }

// Page counts from one; what is no number has no file.
func (f *Files) Page(number string) ([]byte, error) {
	page, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	return f.disk.OpenPage(fmt.Sprintf("page-%d.txt", page))
}

var themes = map[string]string{"dark": "dark.css", "light": "light.css"}

func (f *Files) Theme(name string) ([]byte, error) {
	file, ok := themes[name]
	if !ok {
		return nil, errors.New("no such theme")
	}
	return f.disk.OpenTheme(file)
}

var reports = []string{"daily", "weekly"}

// CheckReport refuses what is no report.
func CheckReport(name string) error {
	for _, report := range reports {
		if report == name {
			return nil
		}
	}
	return errors.New("no such report")
}
