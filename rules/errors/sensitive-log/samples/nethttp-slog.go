package api

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"

	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

type API struct {
	logger *zap.Logger
	zero   zerolog.Logger
}

func (a *API) Login(w http.ResponseWriter, r *http.Request) {
	password := r.FormValue("password")
	// ruleid: sensitive-log, log-injection
	log.Printf("login with %s", password)
	// ruleid: sensitive-log
	slog.Info("login", "password", password)
	// ruleid: sensitive-log
	a.logger.Info("login", zap.String("password", password))
	// ruleid: sensitive-log
	a.zero.Info().Str("password", password).Msg("login")
	// ruleid: sensitive-log
	logrus.WithField("password", password).Info("login")
	// ruleid: sensitive-log
	logrus.WithFields(logrus.Fields{"user": "x", "password": password}).Info("login")
	// ruleid: sensitive-log
	log.Println("auth", r.Header.Get("Authorization"))
	// ruleid: sensitive-log
	log.Println("headers", r.Header)
	// ok: sensitive-log
	log.Println("agent", r.Header.Get("User-Agent"))
	// ok: sensitive-log
	log.Printf("password of %d characters", len(password))
	// ok: sensitive-log
	slog.Info("password changed", "user", r.FormValue("user"))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	// ok: sensitive-log
	log.Printf("%d bytes", len(body))
}

func dump(r *http.Request) {
	// ruleid: unlimited-request-body
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	// ruleid: sensitive-log, log-injection
	log.Printf("body: %s", string(body))
	// ruleid: sensitive-log
	fmt.Println("key", os.Getenv("API_KEY"))
	accessToken := "x" + string(body)
	text := fmt.Sprintf("token %s", accessToken)
	// ruleid: sensitive-log
	slog.Debug(text)
	// ok: sensitive-log
	slog.Debug("token " + accessToken[:4])
	resumeToken := pollerState(body)
	// ok: sensitive-log
	slog.Debug("waiting", "token", resumeToken)
	maxTokens := 5
	// ok: sensitive-log
	slog.Info("limit", "tokens", maxTokens)
}

type storedSecret struct {
	ID        uint
	Reference string
}

func activate(existing []*storedSecret) {
	for _, secret := range existing {
		if secret.ID == 0 {
			continue
		}
		// ok: sensitive-log
		slog.Info("activating secret", "secret", secret)
	}
}

func issue(secret string) {
	// ruleid: sensitive-log
	slog.Info("issued secret", "secret", secret)
}

func issued(token *oauthToken) {
	use(token.AccessToken)
	// ruleid: sensitive-log
	slog.Info("issued", "token", token)
}

func (a *API) notify(client *http.Client, target string) error {
	resp, err := client.Get(target)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	// What another server answers is no request.
	// ok: sensitive-log
	log.Printf("answer: %s", string(answer))
	return nil
}
