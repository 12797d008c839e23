package letters

import (
	"io"
	"text/template"
)

// Letter is a text with gaps.
type Letter struct{ source string }

func (l Letter) write(data map[string]string, out io.Writer) error {
	// ruleid: template-injection
	parsed, err := template.New("letter").Parse(l.source)
	if err != nil {
		return err
	}
	return parsed.Execute(out, data)
}

func writeKnown(text string, data map[string]string, out io.Writer) error {
	// ok: template-injection
	parsed, err := template.New("letter").Parse(text)
	if err != nil {
		return err
	}
	return parsed.Execute(out, data)
}
