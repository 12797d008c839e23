package main

import (
	"net/http"

	"example.com/imports/imports"
)

func main() {
	importer := &imports.Importer{Files: &imports.BucketFiles{Bucket: "in"}}
	http.HandleFunc("/imports", func(w http.ResponseWriter, r *http.Request) {
		if err := importer.Run(r.FormValue("path")); err != nil {
			w.WriteHeader(http.StatusBadRequest)
		}
	})
	// ruleid: server-without-timeouts
	_ = http.ListenAndServe(":8080", nil)
}
