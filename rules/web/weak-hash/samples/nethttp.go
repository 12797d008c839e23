package main

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
)

func sign(payload []byte) string {
	// ruleid: weak-hash
	sum := md5.Sum(payload)
	return hex.EncodeToString(sum[:])
}

func Token(user string) string {
	// ruleid: weak-hash
	h := sha1.New()
	io.WriteString(h, user)
	return fmt.Sprintf("%x", h.Sum(nil))
}

func verify(payload, key []byte) []byte {
	// ruleid: weak-hash
	mac := hmac.New(md5.New, key)
	mac.Write(payload)
	// ok: weak-hash
	good := hmac.New(sha256.New, key)
	return mac.Sum(good.Sum(nil))
}

func integrity(w http.ResponseWriter, body []byte) {
	// ruleid: weak-hash
	fmt.Fprintf(w, "%x", sha1.Sum(body))
	// ok: weak-hash
	w.Header().Set("ETag", fmt.Sprintf("%x", md5.Sum(body)))
	// ok: weak-hash
	cacheKey := md5.Sum(body)
	// ok: weak-hash
	fmt.Println(cacheKey, sha256.Sum256(body))
}

type files struct{}

func (f *files) etag(body []byte) string {
	// ok: weak-hash
	return fmt.Sprintf("%x", md5.Sum(body))
}

// Whether it matters is for its callers to know: informative.
func Md5Hex(text string) string {
	// pedantic: weak-hash
	return fmt.Sprintf("%x", md5.Sum([]byte(text)))
}

func gravatarURL(email string) string {
	// ok: weak-hash
	return fmt.Sprintf("https://gravatar.com/avatar/%x", md5.Sum([]byte(email)))
}

func acceptOf(challenge string) string {
	// RFC 6455 asks for this.
	// ok: weak-hash
	sum := sha1.Sum([]byte(challenge + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func (c *settings) SecretMD5() []byte {
	// A long secret becomes a key of sixteen bytes.
	// pedantic: weak-hash
	key := md5.Sum([]byte(c.Secret))
	return key[:]
}

func authKey(token string, at int64) string {
	// ruleid: weak-hash
	digest := md5.New()
	digest.Write([]byte(token))
	digest.Write([]byte(strconv.FormatInt(at, 10)))
	return hex.EncodeToString(digest.Sum(nil))
}

func keepNote(w http.ResponseWriter, r *http.Request) {
	// ruleid: weak-hash
	digest := md5.New()
	io.WriteString(digest, r.FormValue("note"))
	name := hex.EncodeToString(digest.Sum(nil))
	notes[name] = r.FormValue("note")
	fmt.Fprintln(w, name)
}
