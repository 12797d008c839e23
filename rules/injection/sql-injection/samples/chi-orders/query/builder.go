package query

import "strings"

type Builder struct {
	table string
	parts []string
	args  []any
}

func New(table string) *Builder { return &Builder{table: table} }

func (b *Builder) Where(col, value string) *Builder {
	b.parts = append(b.parts, col+" = '"+value+"'")
	return b
}

func (b *Builder) WhereBound(col, value string) *Builder {
	b.parts = append(b.parts, col+" = ?")
	b.args = append(b.args, value)
	return b
}

func (b *Builder) String() string {
	// ruleid: select-star
	return "SELECT * FROM " + b.table + " WHERE " + strings.Join(b.parts, " AND ")
}

func (b *Builder) Args() []any { return b.args }

func Quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
