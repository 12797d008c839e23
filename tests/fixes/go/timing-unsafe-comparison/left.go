package auth

import "crypto/hmac"

type Config struct{ APIKey [32]byte }

// Arrays, which are no texts; and subtle is another thing here.
func equal(cfg Config, apiKey [32]byte) bool {
	return apiKey == cfg.APIKey
}

func named(token, expectedToken string, subtle bool) bool {
	return subtle && token == expectedToken
}

func well(mac, signature []byte) bool {
	return hmac.Equal(mac, signature)
}
