package pages

import (
	"os"
	"text/template"

	"github.com/gin-gonic/gin"
)

func preview(c *gin.Context)  {
	source := c.PostForm("template")
	// ruleid: template-injection
	t, err := template.New("preview").Parse(source)
	if err != nil {
		return 
	}
	t.Execute(os.Stdout, nil)
	// ok: template-injection
	fixed := template.Must(template.New("fixed").Parse("Hello {{.}}"))
	fixed.Execute(os.Stdout, source)
	return 
}
