package synthetic

import (
	"os"

	"example.com/imports/imports"
)

// Import takes files that a developer's command made.
func Import(root string) error {
	if err := os.MkdirAll(root, 0o700); err != nil {
		return err
	}
	importer := &imports.Importer{Files: &imports.DiskFiles{}}
	return importer.Run(root)
}
