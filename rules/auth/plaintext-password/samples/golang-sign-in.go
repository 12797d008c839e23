package main

import (
	"crypto/hmac"
	"crypto/md5"
	crand "crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
	"gorm.io/gorm"
)

type User struct {
	ID       int
	Email    string
	Password string
	Token    string
}

var db *gorm.DB
var sdb *sql.DB

func md5Password(password string) string {
	// ruleid: weak-password-hash
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}

func shaPassword(password, salt string) string {
	h := sha256.New()
	// ruleid: weak-password-hash
	h.Write([]byte(password + salt))
	return hex.EncodeToString(h.Sum(nil))
}

func sha1Pwd(u *User) {
	// ruleid: weak-password-hash
	u.Password = fmt.Sprintf("%x", sha1.Sum([]byte(u.Password)))
}

func sha512Pwd(pwd string) string {
	h := sha512.New()
	// ruleid: weak-password-hash
	io.WriteString(h, pwd)
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

func bcryptLow(password string) ([]byte, error) {
	// ruleid: weak-password-hash
	return bcrypt.GenerateFromPassword([]byte(password), 4)
}

func bcryptMin(password string) ([]byte, error) {
	// ruleid: weak-password-hash
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
}

const cost = 8

func bcryptConst(password string) ([]byte, error) {
	// ruleid: weak-password-hash
	return bcrypt.GenerateFromPassword([]byte(password), cost)
}

func good(password string, salt []byte) {
	// ok: weak-password-hash
	bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	// ok: weak-password-hash
	bcrypt.GenerateFromPassword([]byte(password), 12)
	// ok: weak-password-hash
	argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32)
	// ok: weak-password-hash
	scrypt.Key([]byte(password), salt, 32768, 8, 1, 32)
	// ok: weak-password-hash
	pbkdf2.Key([]byte(password), salt, 600000, 32, sha256.New)
	// ruleid: weak-password-hash
	pbkdf2.Key([]byte(password), salt, 1000, 32, sha256.New)
	// ruleid: weak-password-hash
	pbkdf2.Key([]byte(password), salt, 4096, 32, sha1.New)
}

func etag(body []byte) string {
	// ok: weak-password-hash, weak-hash
	return fmt.Sprintf("%x", md5.Sum(body))
}

type registerRequest struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

func register(c *gin.Context) {
	var in registerRequest
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	// ruleid: plaintext-password
	u := User{Email: in.Email, Password: in.Password}
	// ruleid: ignored-error
	db.Create(&u)
}

func registerGood(c *gin.Context) {
	var in registerRequest
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(in.Password), 12)
	if err != nil {
		return
	}
	// ok: plaintext-password
	// ruleid: ignored-error
	db.Create(&User{Email: in.Email, Password: string(hash)})
}

func registerSQL(w http.ResponseWriter, r *http.Request) {
	// ruleid: plaintext-password, ignored-error
	sdb.Exec("INSERT INTO users(email, password) VALUES ($1, $2)", r.FormValue("email"), r.FormValue("password"))
}

func login(w http.ResponseWriter, r *http.Request) {
	var stored string
	// ruleid: ignored-error
	sdb.QueryRow("SELECT password FROM users WHERE email = $1", r.FormValue("email")).Scan(&stored)
	// ruleid: plaintext-password, timing-unsafe-comparison
	if stored != r.FormValue("password") {
		http.Error(w, "no", 401)
		return
	}
}

func loginSQL(w http.ResponseWriter, r *http.Request) {
	var id int
	// ruleid: plaintext-password
	err := sdb.QueryRow("SELECT id FROM users WHERE email = $1 AND password = $2", r.FormValue("email"), r.FormValue("password")).Scan(&id)
	if err != nil {
		http.Error(w, "no", 401)
	}
}

func loginGood(w http.ResponseWriter, r *http.Request) {
	var stored string
	// ruleid: ignored-error
	sdb.QueryRow("SELECT password FROM users WHERE email = $1", r.FormValue("email")).Scan(&stored)
	// ok: plaintext-password
	if bcrypt.CompareHashAndPassword([]byte(stored), []byte(r.FormValue("password"))) != nil {
		http.Error(w, "no", 401)
	}
}

func checkSignature(body []byte, sig, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	// ruleid: timing-unsafe-comparison
	return hex.EncodeToString(mac.Sum(nil)) == sig
}

func checkSignatureGood(body []byte, sig []byte, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	// ok: timing-unsafe-comparison
	return hmac.Equal(mac.Sum(nil), sig)
}

var apiKey string

func keyAuth(w http.ResponseWriter, r *http.Request) {
	// ruleid: timing-unsafe-comparison
	if r.Header.Get("X-API-Key") != apiKey {
		http.Error(w, "no", 401)
		return
	}
	// ok: timing-unsafe-comparison
	if r.Header.Get("X-API-Key") == "" {
		return
	}
	// ok: timing-unsafe-comparison
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(apiKey)) != 1 {
		return
	}
}

func csrfToken(token, expectedToken string) bool {
	// ruleid: timing-unsafe-comparison
	return token == expectedToken
}

func resetToken() string {
	// ruleid: predictable-token
	return strconv.Itoa(rand.Intn(1000000))
}

func otp() string {
	// ruleid: predictable-token
	code := fmt.Sprintf("%06d", rand.Intn(1000000))
	return code
}

const letters = "abcdefghijklmnopqrstuvwxyz"

func randomPassword(n int) string {
	b := make([]byte, n)
	for i := range b {
		// ruleid: predictable-token
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

func sessionID() string {
	// ruleid: predictable-token
	sessionID := fmt.Sprintf("%d", time.Now().UnixNano())
	return sessionID
}

func apiToken() string {
	b := make([]byte, 16)
	// ruleid: predictable-token
	rand.Read(b)
	token := hex.EncodeToString(b)
	return token
}

func tokenV2() uint64 {
	// ruleid: predictable-token
	token := randv2.Uint64()
	return token
}

func tokenMD5(u User) string {
	// ruleid: predictable-token, weak-hash
	token := md5.Sum([]byte(u.Email + time.Now().String()))
	return hex.EncodeToString(token[:])
}

func goodToken() string {
	b := make([]byte, 16)
	// ok: predictable-token
	crand.Read(b)
	return hex.EncodeToString(b)
}

func jitter() time.Duration {
	// ok: predictable-token
	return time.Duration(rand.Intn(100)) * time.Millisecond
}

func sample(xs []string) string {
	// ok: predictable-token
	return xs[rand.Intn(len(xs))]
}

func sourced() string {
	src := rand.New(rand.NewSource(time.Now().UnixNano()))
	// ruleid: predictable-token
	secret := strconv.FormatInt(src.Int63(), 36)
	return secret
}

func tokenInQuery(c *gin.Context) {
	// ruleid: secret-in-url
	token := c.Query("access_token")
	_ = token
	// ok: secret-in-url
	_ = c.GetHeader("Authorization")
}

func apiKeyURL(w http.ResponseWriter, r *http.Request) {
	// ruleid: missing-timeout
	// pedantic: secret-in-url
	resp, err := http.Get("https://api.example.com/v1/data?api_key=" + apiKey)
	if err != nil {
		return
	}
	resp.Body.Close()
	// ruleid: secret-in-url
	pw := r.URL.Query().Get("password")
	_ = pw
}

func loginUser(w http.ResponseWriter, r *http.Request) {
	var in registerRequest
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&in)
	var u User
	if err := db.Where("email = ?", in.Email).First(&u).Error; err != nil {
		// ruleid: user-enumeration
		http.Error(w, "user not found", 404)
		return
	}
	if bcrypt.CompareHashAndPassword([]byte(u.Password), []byte(in.Password)) != nil {
		http.Error(w, "wrong password", 401)
		return
	}
}

func main() {
	http.HandleFunc("POST /login", loginUser)
	r := gin.Default()
	r.POST("/register", register)
	r.POST("/register2", registerGood)
	http.HandleFunc("POST /signup", registerSQL)
	http.HandleFunc("POST /login2", login)
	http.HandleFunc("POST /login3", loginSQL)
	http.HandleFunc("POST /login4", loginGood)
	r.GET("/t", tokenInQuery)
	http.HandleFunc("/k", apiKeyURL)
	// ruleid: server-without-timeouts
	r.Run()
}
