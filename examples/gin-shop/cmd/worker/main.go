// The worker that reserves ordered goods at the warehouse.
package main

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"

	"example.com/gin-shop/internal/queue"
)

const warehouse = "https://warehouse.shop.internal/v2/reservations"

var client = &http.Client{
	Timeout:   5 * time.Second,
	Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
}

func reserve(event queue.Event) {
	body, err := json.Marshal(event)
	if err != nil {
		log.Printf("order %d: %v", event.OrderID, err)
		return
	}
	response, err := client.Post(warehouse, "application/json", bytes.NewReader(body))
	if err != nil {
		log.Printf("order %d: %v", event.OrderID, err)
		return
	}
	defer response.Body.Close()
	log.Printf("order %d: warehouse answered %s", event.OrderID, response.Status)
}

func main() {
	log.Fatal(queue.Consume(os.Getenv("BROKER_URL"), reserve))
}
