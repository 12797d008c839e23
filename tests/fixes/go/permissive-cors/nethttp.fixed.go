package web

import (
	"net/http"
	"os"
)

func reflected(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", os.Getenv("CORS_ORIGIN"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}
