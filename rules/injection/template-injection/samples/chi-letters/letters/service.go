package letters

import "io"

// Texts are the letters that were written before; the store is handed in.
type Texts interface {
	Text(name string) (string, error)
}

type Service struct{ texts Texts }

func New(texts Texts) *Service { return &Service{texts: texts} }

func (s *Service) Render(text string, data map[string]string, out io.Writer) error {
	letter := Letter{source: "Dear {{.Name}},\n" + text}
	return letter.write(data, out)
}

func (s *Service) RenderNamed(name string, data map[string]string, out io.Writer) error {
	text, err := s.texts.Text(name)
	if err != nil {
		return err
	}
	return writeKnown(text, data, out)
}
