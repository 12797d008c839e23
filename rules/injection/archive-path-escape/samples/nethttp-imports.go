package imports

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const folder = "/srv/imports"

func unzip(name string) error {
	reader, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, file := range reader.File {
		target := filepath.Join(folder, file.Name)
		// ruleid: archive-path-escape
		out, err := os.Create(target)
		if err != nil {
			return err
		}
		in, err := file.Open()
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, in); err != nil {
			return err
		}
	}
	return nil
}

func unzipSafely(name string) error {
	reader, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	for _, file := range reader.File {
		target := filepath.Join(folder, file.Name)
		if !strings.HasPrefix(target, filepath.Clean(folder)+string(os.PathSeparator)) {
			return errors.New("outside")
		}
		// ok: archive-path-escape
		out, err := os.Create(target)
		if err != nil {
			return err
		}
		in, err := file.Open()
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, in); err != nil {
			return err
		}
	}
	return nil
}

func extract(file *zip.File, to string) error {
	// ruleid: archive-path-escape
	out, err := os.OpenFile(filepath.Join(to, file.Name), os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return out.Close()
}

func extractLocal(file *zip.File, to string) error {
	if !filepath.IsLocal(file.Name) {
		return errors.New("outside")
	}
	// ok: archive-path-escape
	out, err := os.OpenFile(filepath.Join(to, file.Name), os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return out.Close()
}

func untar(w http.ResponseWriter, r *http.Request) {
	reader := tar.NewReader(r.Body)
	for {
		header, err := reader.Next()
		if err == io.EOF {
			break
		}
		switch header.Typeflag {
		case tar.TypeSymlink:
			// ruleid: archive-path-escape, path-traversal
			_ = os.Symlink(header.Linkname, filepath.Join(folder, header.Name))
		case tar.TypeReg:
			// ok: archive-path-escape
			flat, _ := os.Create(filepath.Join(folder, filepath.Base(header.Name)))
			_, _ = io.Copy(flat, reader)
			// ruleid: archive-path-escape, path-traversal
			out, _ := os.Create(folder + "/" + header.Name)
			_, _ = io.Copy(out, reader)
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

func byIndex(archive *zip.Reader, folder string) error {
	for i := range archive.File {
		entry := archive.File[i]
		// ruleid: archive-path-escape
		out, err := os.Create(filepath.Join(folder, entry.Name))
		if err != nil {
			return err
		}
		out.Close()
	}
	return nil
}
