package answers

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

func health(w http.ResponseWriter, r *http.Request) {
	// pedantic: ignored-error
	w.Write([]byte("ok"))
	// pedantic: ignored-error
	json.NewEncoder(w).Encode(map[string]bool{"ok": true})
}

func proxy(out io.Writer, in io.Reader, file *os.File) {
	// ok: ignored-error
	io.Copy(io.Discard, in)
	// ok: ignored-error
	out.Write(nil)
	// ruleid: ignored-error
	file.WriteString("x")
}
