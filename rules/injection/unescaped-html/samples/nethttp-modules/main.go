package main

import (
	"net/http"
	"os"

	"example.com/modules/server"
	"example.com/modules/storage"
)

func main() {
	// ruleid: server-without-timeouts
	_ = http.ListenAndServe(":8080", server.New(backend()))
}

func backend() server.Backend {
	if os.Getenv("ROOT") != "" {
		return storage.NewDisk(os.Getenv("ROOT"))
	}
	return &storage.Blobs{}
}
