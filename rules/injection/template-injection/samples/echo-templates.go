package pages

import (
	"os"
	"text/template"

	"github.com/labstack/echo/v4"
)

func preview(c echo.Context) error {
	source := c.QueryParam("template")
	// ruleid: template-injection
	t, err := template.New("preview").Parse(source)
	if err != nil {
		return err
	}
	t.Execute(os.Stdout, nil)
	// ok: template-injection
	fixed := template.Must(template.New("fixed").Parse("Hello {{.}}"))
	fixed.Execute(os.Stdout, source)
	return nil
}
