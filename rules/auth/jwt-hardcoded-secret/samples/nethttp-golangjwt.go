package auth

import (
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// ruleid: hardcoded-credential
var hmacSecret = []byte("my_secret_key")
var envSecret = []byte(os.Getenv("KEY"))

// ruleid: hardcoded-credential
const signingKey = "constant-key"

type Config struct {
	Key []byte
}

func claims() jwt.MapClaims {
	return jwt.MapClaims{"sub": "a", "exp": time.Now().Add(time.Minute).Unix()}
}

func Login(cfg Config) []string {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims())
	// ruleid: jwt-hardcoded-secret
	// ruleid: swallowed-error
	first, _ := token.SignedString(hmacSecret)
	// ruleid: jwt-hardcoded-secret
	// ruleid: swallowed-error
	second, _ := token.SignedString([]byte(signingKey))
	// ruleid: jwt-hardcoded-secret
	// ruleid: swallowed-error
	third, _ := token.SignedString([]byte("inline"))
	// ok: jwt-hardcoded-secret
	// ruleid: swallowed-error
	fourth, _ := token.SignedString(envSecret)
	// ok: jwt-hardcoded-secret
	// ruleid: swallowed-error
	fifth, _ := token.SignedString(cfg.Key)
	// ruleid: jwt-hardcoded-secret
	// ruleid: swallowed-error
	sixth, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, claims()).SignedString([]byte(getEnv("KEY", "fallback")))
	// ok: jwt-hardcoded-secret
	// ruleid: swallowed-error
	seventh, _ := token.SignedString([]byte(os.Getenv("KEY")))
	return []string{first, second, third, fourth, fifth, sixth, seventh}
}

func getEnv(name, fallback string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	return fallback
}

func keyFunc(token *jwt.Token) (interface{}, error) {
	if _, ok := token.Method.(*jwt.SigningMethodHMAC); !ok {
		return nil, errors.New("unexpected algorithm")
	}
	return hmacSecret, nil
}

func Check(w http.ResponseWriter, r *http.Request) {
	raw := r.Header.Get("Authorization")
	// ruleid: jwt-hardcoded-secret
	_, err := jwt.Parse(raw, keyFunc)
	if err != nil {
		http.Error(w, "no", 401)
		return
	}
	// ruleid: jwt-hardcoded-secret
	_, err = jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, func(t *jwt.Token) (interface{}, error) {
		return []byte("AllYourBase"), nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		http.Error(w, "no", 401)
		return
	}
	// ok: jwt-hardcoded-secret
	_, err = jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, func(t *jwt.Token) (interface{}, error) {
		return envSecret, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		http.Error(w, "no", 401)
	}
}

type Service struct {
	key []byte
}

func NewService() *Service {
	return &Service{key: []byte("in-a-struct")}
}

func (s *Service) Token() (string, error) {
	// ruleid: jwt-hardcoded-secret
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims()).SignedString(s.key)
}
