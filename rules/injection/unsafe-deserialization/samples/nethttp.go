package api

import (
	"encoding/gob"
	"encoding/json"
	"net/http"
	"os"
)

type Job struct{ Name string }

func create(w http.ResponseWriter, r *http.Request) {
	var job Job
	// ruleid: unsafe-deserialization
	if err := gob.NewDecoder(r.Body).Decode(&job); err != nil {
		http.Error(w, "bad job", http.StatusBadRequest)
		return
	}
	// ok: unsafe-deserialization
	if err := json.NewDecoder(r.Body).Decode(&job); err != nil {
		http.Error(w, "bad job", http.StatusBadRequest)
	}
}

func load(path string) (job Job, err error) {
	file, err := os.Open(path)
	if err != nil {
		return job, err
	}
	defer file.Close()
	// ok: unsafe-deserialization
	err = gob.NewDecoder(file).Decode(&job)
	return job, err
}
