package storage

import (
	"context"
	"os"
	"path/filepath"
)

type Disk struct{ root string }

func NewDisk(root string) *Disk { return &Disk{root: root} }

func (d *Disk) ListModuleVersions(module string) ([]string, error) {
	// ruleid: path-traversal
	entries, err := os.ReadDir(filepath.Join(d.root, module))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, nil
}

func (d *Disk) DescribeModule(module string) (string, error) { return "no text about " + module, nil }

type lister interface {
	ListBlobs(ctx context.Context, prefix string) ([]string, error)
}

type Blobs struct{ client lister }

func (b *Blobs) ListModuleVersions(module string) ([]string, error) {
	return b.client.ListBlobs(context.Background(), module+"/@v")
}

func (b *Blobs) DescribeModule(module string) (string, error) { return module, nil }
