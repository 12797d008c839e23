package uploads

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"

	"github.com/gin-gonic/gin"

	"example.com/app/queue"
)

func checksum(data []byte) string {
	// ok: weak-password-hash
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func fingerprint(text string) string {
	// ruleid: weak-password-hash
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

func store(message queue.Message) error {
	return save(checksum(message.Value))
}

func save(sum string) error { return nil }

func Listen() {
	queue.Handle("uploads", store)
}

func Register(c *gin.Context) {
	password := c.PostForm("password")
	c.JSON(201, gin.H{"id": save(fingerprint(password))})
}
