package archive

import (
	"errors"
	"os"
	"path/filepath"
)

type BucketExports struct{ Bucket string }

func (b *BucketExports) LoadExport(name string) ([]byte, error) { return nil, errors.New(b.Bucket + name) }

// DirectoryExports is what tests have instead of a bucket.
type DirectoryExports struct{ Root string }

func (d *DirectoryExports) LoadExport(name string) ([]byte, error) {
	// ok: path-traversal
	return os.ReadFile(filepath.Join(d.Root, name))
}

type BucketFiles struct{ Bucket string }

func (b *BucketFiles) OpenArchived(name string) ([]byte, error) { return nil, errors.New(b.Bucket + name) }

type DiskFiles struct{ root string }

func NewDiskFiles(root string) *DiskFiles {
	return &DiskFiles{root: root}
}

func (d *DiskFiles) OpenArchived(name string) ([]byte, error) {
	// ruleid: path-traversal
	return os.ReadFile(filepath.Join(d.root, name))
}

// MemoryFiles is made by tests alone.
type MemoryFiles struct{ root string }

func NewMemoryFiles(root string) *MemoryFiles {
	return &MemoryFiles{root: root}
}

func (m *MemoryFiles) OpenArchived(name string) ([]byte, error) {
	// ok: path-traversal
	return os.ReadFile(filepath.Join(m.root, name))
}
