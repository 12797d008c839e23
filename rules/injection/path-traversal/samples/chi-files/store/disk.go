package store

import (
	"os"
	"path/filepath"
)

type Disk struct{ root string }

func NewDisk(root string) *Disk { return &Disk{root: root} }

func (d *Disk) Open(name string) ([]byte, error) {
	path := filepath.Join(d.root, name)
	// ruleid: path-traversal
	return os.ReadFile(path)
}

func (d *Disk) OpenReport(name string) ([]byte, error) {
	// ok: path-traversal
	return os.ReadFile(filepath.Join(d.root, "reports", name))
}

func (d *Disk) OpenPage(name string) ([]byte, error) {
	// ok: path-traversal
	return os.ReadFile(filepath.Join(d.root, name))
}

func (d *Disk) OpenTheme(name string) ([]byte, error) {
	// ok: path-traversal
	return os.ReadFile(filepath.Join(d.root, name))
}
