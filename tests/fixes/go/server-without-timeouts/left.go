package main

import "net/http"

// The statement shares its line with the block around it.
func main() { http.ListenAndServe(":8080", nil) }
