package service

// Finder is what a store can do; it is handed in.
type Finder interface {
	Heading(query string) string
	Amount(query string) int
}

type Search struct{ Finder Finder }

func (s Search) Heading(query string) string { return s.Finder.Heading(query) }

func (s Search) Amount(query string) int { return s.Finder.Amount(query) }
