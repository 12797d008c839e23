package sums

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
)

func sign(payload []byte) string {
	sum := md5.Sum(payload)
	return hex.EncodeToString(sum[:])
}

func token(user, key []byte) []byte {
	signature := hmac.New(sha1.New, key)
	signature.Write(user)
	return signature.Sum(nil)
}
