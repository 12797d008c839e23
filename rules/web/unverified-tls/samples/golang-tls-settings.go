package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/hmac"
	"crypto/md5"
	crand "crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"io"
	"net/http"
	"os"

	"github.com/go-resty/resty/v2"
	"golang.org/x/crypto/blowfish"
	"golang.org/x/crypto/md4"
	"golang.org/x/crypto/ripemd160"
	"golang.org/x/crypto/ssh"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"gopkg.in/gomail.v2"
)

func ciphers(key, plain []byte) error {
	// ruleid: weak-cipher
	_, err := des.NewCipher(key)
	// ruleid: weak-cipher
	_, err = des.NewTripleDESCipher(key)
	// ruleid: weak-cipher
	_, err = rc4.NewCipher(key)
	// ruleid: weak-cipher
	_, err = blowfish.NewCipher(key)
	block, err := aes.NewCipher(key)
	// ruleid: weak-cipher
	block.Encrypt(plain, plain)
	// ok: weak-cipher
	gcm, err := cipher.NewGCM(block)
	nonce := make([]byte, gcm.NonceSize())
	io.ReadFull(crand.Reader, nonce)
	// ok: weak-cipher
	gcm.Seal(nil, nonce, plain, nil)
	// ruleid: weak-cipher
	gcm.Seal(nil, []byte("123456789012"), plain, nil)
	// ruleid: weak-cipher
	cbc := cipher.NewCBCEncrypter(block, []byte("1234567890123456"))
	cbc.CryptBlocks(plain, plain)
	return err
}

func zeroIV(key, plain []byte) {
	block, _ := aes.NewCipher(key)
	iv := make([]byte, aes.BlockSize)
	// ruleid: weak-cipher
	cipher.NewCTR(block, iv).XORKeyStream(plain, plain)
}

func zeroNonce(key, plain []byte) []byte {
	block, _ := aes.NewCipher(key)
	gcm, _ := cipher.NewGCM(block)
	nonce := make([]byte, 12)
	// ruleid: weak-cipher
	return gcm.Seal(nil, nonce, plain, nil)
}

func keys() {
	// ruleid: weak-cipher
	rsa.GenerateKey(crand.Reader, 1024)
	// ok: weak-cipher
	rsa.GenerateKey(crand.Reader, 2048)
	bits := 512
	// ruleid: weak-cipher
	rsa.GenerateKey(crand.Reader, bits)
}

func hashes(data []byte, secret string) string {
	// ruleid: weak-hash
	mac := hmac.New(md5.New, []byte(secret))
	mac.Write(data)
	// ruleid: weak-hash
	signature := sha1.Sum(append(data, secret...))
	// ok: weak-hash
	sum := sha256.Sum256(data)
	_ = sum
	return hex.EncodeToString(signature[:])
}

func verifyFile(data []byte, want string) bool {
	// ruleid: weak-hash
	checksum := md5.Sum(data)
	return hex.EncodeToString(checksum[:]) == want
}

func other(data []byte) {
	// pedantic: weak-hash
	h := md4.New()
	h.Write(data)
	// pedantic: weak-hash
	r := ripemd160.New()
	r.Write(data)
}

func tlsConfigs() {
	// ruleid: unverified-tls
	tr := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	// pedantic: missing-timeout
	_ = &http.Client{Transport: tr}
	// ok: unverified-tls
	_ = &tls.Config{MinVersion: tls.VersionTLS12}
	cfg := &tls.Config{}
	// ruleid: unverified-tls
	cfg.InsecureSkipVerify = true
	// ruleid: unverified-tls
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	// ruleid: unverified-tls, missing-timeout
	resty.New().SetTLSClientConfig(&tls.Config{InsecureSkipVerify: true})
	// ruleid: unverified-tls
	creds := credentials.NewTLS(&tls.Config{InsecureSkipVerify: true})
	_ = creds
	// ruleid: unverified-tls
	_ = &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	d := gomail.NewDialer("smtp.example.com", 587, "u", os.Getenv("P"))
	// ruleid: unverified-tls
	d.TLSConfig = &tls.Config{InsecureSkipVerify: true}
	insecureVerify := true
	// ruleid: unverified-tls
	_ = &tls.Config{InsecureSkipVerify: insecureVerify}
	// ok: unverified-tls
	_ = &tls.Config{InsecureSkipVerify: false}
	// ok: unverified-tls
	_ = &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error { return check(raw) }}
	// ruleid: unverified-tls
	_ = &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error { return nil }}
}

func check(raw [][]byte) error { return io.EOF }

func minVersion() {
	// ruleid: weak-cipher
	_ = &tls.Config{MinVersion: tls.VersionTLS10}
	// ruleid: weak-cipher
	_ = &tls.Config{MinVersion: tls.VersionSSL30}
	// ruleid: weak-cipher
	_ = &tls.Config{CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}}
}

func transport() {
	// ruleid: cleartext-transport
	grpc.Dial("payments.example.com:443", grpc.WithTransportCredentials(insecure.NewCredentials()))
	// ruleid: cleartext-transport
	grpc.Dial("payments.example.com:443", grpc.WithInsecure())
	// ok: cleartext-transport
	grpc.Dial("localhost:50051", grpc.WithTransportCredentials(insecure.NewCredentials()))
	// ruleid: cleartext-transport, missing-timeout, unclosed-resource
	http.PostForm("http://auth.example.com/login", map[string][]string{"password": {os.Getenv("P")}})
	// ok: cleartext-transport
	// ruleid: missing-timeout, unclosed-resource
	http.PostForm("https://auth.example.com/login", map[string][]string{"password": {os.Getenv("P")}})
	// ok: cleartext-transport
	// ruleid: missing-timeout, unclosed-resource
	http.Get("http://localhost:8080/health")
}

// ruleid: server-without-timeouts
func main() { http.ListenAndServe(":8080", nil) }
