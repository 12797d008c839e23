package keys

import (
	"crypto/cipher"
	"crypto/des"
)

// What it encrypted is stored somewhere.
func old(key []byte) (cipher.Block, error) {
	return des.NewCipher(key)
}
