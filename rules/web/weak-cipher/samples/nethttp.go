package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"io"
)

func old(key []byte) {
	// ruleid: weak-cipher
	_, _ = des.NewCipher(key)
	// ruleid: weak-cipher
	_, _ = des.NewTripleDESCipher(key)
	// ruleid: weak-cipher
	_, _ = rc4.NewCipher(key)
}

func static(key, text []byte) []byte {
	block, _ := aes.NewCipher(key)
	iv := make([]byte, aes.BlockSize)
	// ruleid: weak-cipher
	mode := cipher.NewCBCEncrypter(block, iv)
	out := make([]byte, len(text))
	mode.CryptBlocks(out, text)
	// ruleid: weak-cipher
	stream := cipher.NewCTR(block, key[:aes.BlockSize])
	stream.XORKeyStream(out, text)
	return out
}

func staticNonce(key, text []byte) []byte {
	block, _ := aes.NewCipher(key)
	gcm, _ := cipher.NewGCM(block)
	// ruleid: weak-cipher
	return gcm.Seal(nil, []byte("fixed-nonce!"), text, nil)
}

func good(key, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	// ok: weak-cipher
	return gcm.Seal(nonce, nonce, text, nil), nil
}

func keys() {
	// ruleid: weak-cipher
	_, _ = rsa.GenerateKey(rand.Reader, 1024)
	// ok: weak-cipher
	_, _ = rsa.GenerateKey(rand.Reader, 2048)
}

var shortKey = 1024
var longKey = 3072

func keysOfVariables() {
	// ruleid: weak-cipher
	_, _ = rsa.GenerateKey(rand.Reader, shortKey)
	// ok: weak-cipher
	_, _ = rsa.GenerateKey(rand.Reader, longKey)
}
