package quotes

import (
	"time"

	"github.com/go-jose/go-jose/v4/jwt"
)

func expiry(token string) (time.Time, error) {
	var claims map[string]any
	parsed, err := jwt.ParseSigned(token)
	if err != nil {
		return time.Time{}, err
	}
	// ok: jwt-unverified
	if err := parsed.UnsafeClaimsWithoutVerification(&claims); err != nil {
		return time.Time{}, err
	}
	until, _ := claims["exp"].(float64)
	return time.Unix(int64(until), 0), nil
}

func user(token string) (any, error) {
	var claims map[string]any
	parsed, err := jwt.ParseSigned(token)
	if err != nil {
		return nil, err
	}
	// ruleid: jwt-unverified
	if err := parsed.UnsafeClaimsWithoutVerification(&claims); err != nil {
		return nil, err
	}
	return claims["sub"], nil
}
