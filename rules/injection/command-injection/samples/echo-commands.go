package tools

import (
	"net/http"
	"os/exec"

	"github.com/labstack/echo/v4"
)

type job struct {
	Name string `json:"name"`
}

func archive(c echo.Context) error {
	j := new(job)
	if err := c.Bind(j); err != nil {
		return err
	}
	// ruleid: command-injection
	exec.Command("sh", "-c", "tar czf out.tgz "+j.Name).Run()
	// ok: command-injection
	exec.Command("tar", "czf", "out.tgz", "--", j.Name).Run()
	// ruleid: command-injection
	out, _ := exec.Command("sh", "-c", "ls "+c.QueryParam("dir")).Output()
	return c.Blob(http.StatusOK, "text/plain", out)
}
