package store

import (
	"crypto/tls"
	"database/sql"

	"github.com/go-resty/resty/v2"
	"github.com/redis/go-redis/v9"
	"gopkg.in/gomail.v2"
)

const skip = true

func open() (*sql.DB, error) {
	// ruleid: unverified-tls
	return sql.Open("mysql", "app@tcp(db.example.com:3306)/app?tls=skip-verify&parseTime=true")
}

func openStrict() (*sql.DB, error) {
	// ok: unverified-tls
	return sql.Open("mysql", "app@tcp(db.example.com:3306)/app?tls=true&parseTime=true")
}

func cache() *redis.Client {
	return redis.NewClient(&redis.Options{
		Addr: "cache.example.com:6379",
		// the engine does not carry Go's boolean constants into a composite literal
		// ruleid: unverified-tls
		TLSConfig: &tls.Config{InsecureSkipVerify: skip},
	})
}

func cacheStrict() *redis.Client {
	// ok: unverified-tls
	return redis.NewClient(&redis.Options{Addr: "cache.example.com:6379", TLSConfig: &tls.Config{ServerName: "cache.example.com"}})
}

func mail() *gomail.Dialer {
	d := gomail.NewDialer("mail.example.com", 587, "user", "")
	// ruleid: unverified-tls
	d.TLSConfig = &tls.Config{InsecureSkipVerify: true}
	return d
}

func rest() *resty.Client {
	// ruleid: unverified-tls
	// ruleid: missing-timeout
	return resty.New().SetTLSClientConfig(&tls.Config{InsecureSkipVerify: true})
}
