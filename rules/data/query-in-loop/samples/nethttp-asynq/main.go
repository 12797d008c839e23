package main

import (
	"encoding/json"
	"net/http"

	"github.com/hibiken/asynq"
	bolt "go.etcd.io/bbolt"
)

var inspector = asynq.NewInspector(asynq.RedisClientOpt{Addr: "localhost:6379"})

func queues(w http.ResponseWriter, r *http.Request) {
	names, _ := inspector.Queues()
	found := []*asynq.QueueInfo{}
	for _, name := range names {
		// There is no call that asks for several.
		// ok: query-in-loop
		info, err := inspector.GetQueueInfo(name)
		if err == nil {
			found = append(found, info)
		}
	}
	json.NewEncoder(w).Encode(found)
}

type store struct{ db *bolt.DB }

func (s *store) users(w http.ResponseWriter, r *http.Request) {
	names := []string{}
	s.db.View(func(tx *bolt.Tx) error {
		for _, id := range r.URL.Query()["id"] {
			// A page of a file in memory: a key costs what it costs, alone or with others.
			// ok: query-in-loop
			names = append(names, string(tx.Bucket([]byte("users")).Get([]byte(id))))
		}
		return nil
	})
	json.NewEncoder(w).Encode(names)
}

func main() {
	db, _ := bolt.Open("users.db", 0o600, nil)
	s := &store{db}
	http.HandleFunc("GET /queues", queues)
	http.HandleFunc("GET /users", s.users)
	http.ListenAndServe(":8080", nil)
}
