package archive

import "testing"

func TestLoad(t *testing.T) {
	exports := &DirectoryExports{Root: t.TempDir()}
	if _, err := exports.LoadExport("missing"); err == nil {
		t.Fatal("there is none")
	}
	if _, err := NewMemoryFiles(t.TempDir()).OpenArchived("missing"); err == nil {
		t.Fatal("there is none")
	}
}
