package main

import (
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/rs/zerolog"
	zlog "github.com/rs/zerolog/log"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

func std(w http.ResponseWriter, r *http.Request) {
	// ruleid: log-injection
	log.Printf("login of %s", r.FormValue("user"))
	// ok: log-injection
	log.Printf("login of %q", r.FormValue("user"))
	// ok: log-injection
	log.Println("agent", r.UserAgent())
	clean := strings.ReplaceAll(strings.ReplaceAll(r.FormValue("user"), "\n", ""), "\r", "")
	// ok: log-injection
	log.Println("user", clean)
	// ok: log-injection
	slog.Info("login", "user", r.FormValue("user"))
}

func logger(w http.ResponseWriter, r *http.Request) {
	l := log.New(os.Stderr, "", 0)
	// ruleid: log-injection
	l.Print("path: " + r.FormValue("path"))
}

func lr(c *gin.Context) {
	// ok: log-injection
	logrus.WithField("user", c.Query("user")).Info("login")
	// ruleid: log-injection
	fmt.Fprintf(os.Stderr, "login %s\n", c.Query("user"))
	// ok: log-injection
	zlog.Info().Str("user", c.Query("user")).Msg("login")
	// ok: log-injection
	zap.L().Info("login", zap.String("user", c.Query("user")))
	_ = zerolog.Nop()
}

func fb(c *fiber.Ctx) error {
	// ruleid: log-injection
	// pedantic: sensitive-log
	log.Printf("got %v", string(c.Body()))
	return nil
}

func main() {
	http.HandleFunc("/a", std)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
