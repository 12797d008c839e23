package linear

import (
	"net/http"
	"regexp"
)

// ok: backtracking-regex
var name = regexp.MustCompile(`^(\w+\s?)*$`)

func check(w http.ResponseWriter, r *http.Request) {
	if !name.MatchString(r.FormValue("name")) {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
}
