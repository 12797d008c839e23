package main

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/shop/routes"
)

func main() {
	router := gin.Default()
	// ruleid: server-without-timeouts
	router.Run(":8080")
}

func serve(engine *gin.Engine) error {
	// ruleid: server-without-timeouts
	return engine.RunTLS(":8443", "cert.pem", "key.pem")
}

func made() error {
	r := routes.Setup()
	// ruleid: server-without-timeouts
	return r.Run("0.0.0.0:8080")
}

func limited(router *gin.Engine) error {
	// ok: server-without-timeouts
	server := &http.Server{Addr: ":8080", Handler: router, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}

func another(job routes.Job) {
	// ok: server-without-timeouts
	job.Run("orders")
}
