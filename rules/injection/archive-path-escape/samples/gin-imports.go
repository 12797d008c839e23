package imports

import (
	"archive/zip"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

func write(name string, data []byte) error {
	// ruleid: archive-path-escape, path-traversal
	return os.WriteFile(filepath.Join("/srv/themes", name), data, 0o644)
}

func upload(c *gin.Context) {
	header, err := c.FormFile("theme")
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	body, err := header.Open()
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	reader, err := zip.NewReader(body, header.Size)
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	for _, file := range reader.File {
		if err := write(file.Name, nil); err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
	}
	c.Status(http.StatusNoContent)
}
