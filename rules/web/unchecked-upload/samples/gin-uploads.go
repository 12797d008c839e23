package files

import (
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
)

const folder = "/srv/uploads"

func upload(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		return
	}
	// ruleid: unchecked-upload, path-traversal
	// pedantic: swallowed-error
	_ = c.SaveUploadedFile(file, filepath.Join(folder, file.Filename))
}

func uploadGenerated(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		return
	}
	// ok: unchecked-upload
	// pedantic: swallowed-error
	_ = c.SaveUploadedFile(file, filepath.Join(folder, uuid.NewString()))
}

func uploadChecked(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil || filepath.Ext(file.Filename) != ".png" {
		return
	}
	// ok: unchecked-upload
	// ruleid: path-traversal
	// pedantic: swallowed-error
	_ = c.SaveUploadedFile(file, filepath.Join(folder, file.Filename))
}

func fiberUpload(c *fiber.Ctx) error {
	file, err := c.FormFile("file")
	if err != nil {
		return err
	}
	// ruleid: unchecked-upload
	// ruleid: path-traversal
	return c.SaveFile(file, "/srv/uploads/"+file.Filename)
}

func echoUpload(c echo.Context) error {
	file, err := c.FormFile("file")
	if err != nil {
		return err
	}
	source, err := file.Open()
	if err != nil {
		return err
	}
	defer source.Close()
	// ruleid: unchecked-upload
	// ruleid: path-traversal
	target, err := os.Create(folder + "/" + file.Filename)
	if err != nil {
		return err
	}
	// ruleid: ignored-error
	defer target.Close()
	_, err = io.Copy(target, source)
	return err
}

func plain(w http.ResponseWriter, r *http.Request) {
	source, header, err := r.FormFile("file")
	if err != nil {
		return
	}
	defer source.Close()
	name := filepath.Base(header.Filename)
	// ruleid: unchecked-upload
	// ruleid: path-traversal
	target, err := os.OpenFile(filepath.Join(folder, name), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	// ruleid: ignored-error
	defer target.Close()
	_, _ = io.Copy(target, source)
}

func report(name string) error {
	// ok: unchecked-upload
	return os.WriteFile(filepath.Join(folder, name), nil, 0o600)
}
