package store

import (
	"context"
	"database/sql"
)

type File struct {
	Name    string `json:"name"`
	Content string `json:"content"`
	OwnerID string `json:"-"`
}

type Files struct{ DB *sql.DB }

func (f *Files) Create(ctx context.Context, file *File) error {
	// ok: mass-assignment
	_, err := f.DB.ExecContext(ctx, "INSERT INTO files (name, content) VALUES (?, ?)", file.Name, file.Content)
	return err
}
