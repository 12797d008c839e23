package imports

import (
	"archive/zip"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

func write(name string, data []byte) error {
	// ruleid: archive-path-escape
	return os.WriteFile(filepath.Join("/srv/themes", name), data, 0o644)
}

func upload(c *gin.Context) {
	header, err := c.FormFile("theme")
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	body, _ := header.Open()
	reader, _ := zip.NewReader(body, header.Size)
	for _, file := range reader.File {
		if err := write(file.Name, nil); err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
	}
	c.Status(http.StatusNoContent)
}
