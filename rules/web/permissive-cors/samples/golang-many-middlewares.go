package main

import (
	"encoding/json"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"

	"github.com/gin-contrib/cors"
	"github.com/gin-contrib/pprof"
	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
	chicors "github.com/go-chi/cors"
	"github.com/gofiber/fiber/v2"
	fcors "github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gofiber/fiber/v2/middleware/session"
	"github.com/gorilla/csrf"
	"github.com/gorilla/handlers"
	gs "github.com/gorilla/sessions"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"
	rscors "github.com/rs/cors"
)

func corsAll() {
	r := gin.New()
	// ruleid: permissive-cors
	r.Use(cors.Default())
	r.Use(cors.New(cors.Config{
		// ruleid: permissive-cors
		AllowAllOrigins:  true,
		AllowCredentials: true,
	}))
	r.Use(cors.New(cors.Config{
		// ruleid: permissive-cors
		AllowOrigins: []string{"*"},
	}))
	r.Use(cors.New(cors.Config{
		// ruleid: permissive-cors
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowCredentials: true,
	}))
	r.Use(cors.New(cors.Config{
		// ok: permissive-cors
		AllowOrigins:     []string{"https://app.example.com"},
		AllowCredentials: true,
	}))
	cfg := cors.DefaultConfig()
	// ruleid: permissive-cors
	cfg.AllowAllOrigins = true
	r.Use(cors.New(cfg))
	e := echo.New()
	// ruleid: permissive-cors
	e.Use(emw.CORS())
	e.Use(emw.CORSWithConfig(emw.CORSConfig{
		// ruleid: permissive-cors
		AllowOrigins: []string{"*"},
	}))
	e.Use(emw.CORSWithConfig(emw.CORSConfig{
		// ok: permissive-cors
		AllowOrigins: []string{os.Getenv("ORIGIN")},
	}))
	// ruleid: server-without-timeouts
	f := fiber.New()
	// ruleid: permissive-cors
	f.Use(fcors.New())
	// ruleid: permissive-cors
	f.Use(fcors.New(fcors.Config{AllowOrigins: "*"}))
	// ok: permissive-cors
	f.Use(fcors.New(fcors.Config{AllowOrigins: "https://a.example.com"}))
	// ruleid: permissive-cors
	_ = chicors.Handler(chicors.Options{AllowedOrigins: []string{"https://*", "http://*"}, AllowCredentials: true})
	// ruleid: permissive-cors
	_ = rscors.AllowAll()
	// ruleid: permissive-cors
	_ = rscors.Default()
	// ruleid: permissive-cors
	_ = rscors.New(rscors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true})
	// ruleid: permissive-cors
	_ = handlers.CORS(handlers.AllowedOrigins([]string{"*"}))
	// ok: permissive-cors
	_ = handlers.CORS(handlers.AllowedOrigins([]string{"https://a.example.com"}))
}

func manual(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ruleid: permissive-cors
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		next.ServeHTTP(w, r)
	})
}

func manualStar(c *gin.Context) {
	// ruleid: permissive-cors
	c.Writer.Header().Set("Access-Control-Allow-Origin", "*")
	c.Next()
}

func manualGood(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o := r.Header.Get("Origin"); o == "https://a.example.com" {
			// ok: permissive-cors
			w.Header().Set("Access-Control-Allow-Origin", o)
		}
		next.ServeHTTP(w, r)
	})
}

// ruleid: permissive-cors
var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}

// ok: permissive-cors
var upgraderGood = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return r.Header.Get("Origin") == "https://a" }}

func cookies(w http.ResponseWriter, r *http.Request) {
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "x", Path: "/"})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "x", Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "auth_token", Value: "x", HttpOnly: false, Secure: true, SameSite: http.SameSiteLaxMode})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	// ruleid: insecure-cookie
	ck := http.Cookie{Name: "session_id", Value: "x"}
	ck.HttpOnly = true
	http.SetCookie(w, &ck)
	// ok: insecure-cookie
	good := new(http.Cookie)
	good.Name = "session"
	good.HttpOnly = true
	good.Secure = true
	good.SameSite = http.SameSiteStrictMode
	http.SetCookie(w, good)
}

func ginCookies(c *gin.Context) {
	// ruleid: insecure-cookie
	c.SetCookie("token", "x", 3600, "/", "", false, false)
	// ruleid: insecure-cookie
	c.SetCookie("token", "x", 3600, "/", "", false, true)
	c.SetSameSite(http.SameSiteLaxMode)
	// ok: insecure-cookie
	c.SetCookie("token", "x", 3600, "/", "", true, true)
}

func echoCookie(c echo.Context) error {
	// ruleid: insecure-cookie
	cookie := new(http.Cookie)
	cookie.Name = "session"
	cookie.Value = "x"
	c.SetCookie(cookie)
	return nil
}

func fiberCookie(c *fiber.Ctx) error {
	// ruleid: insecure-cookie
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: "x"})
	// ok: insecure-cookie
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: "x", HTTPOnly: true, Secure: true, SameSite: "Lax"})
	return nil
}

func stores() {
	store := cookie.NewStore([]byte(os.Getenv("K")))
	// ruleid: insecure-cookie
	store.Options(sessions.Options{Path: "/", MaxAge: 3600, HttpOnly: false, Secure: false})
	st := gs.NewCookieStore([]byte(os.Getenv("K")))
	// ruleid: insecure-cookie
	st.Options = &gs.Options{Path: "/", MaxAge: 3600}
	// ok: insecure-cookie
	st.Options = &gs.Options{Path: "/", MaxAge: 3600, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode}
	// ruleid: insecure-cookie
	_ = session.New(session.Config{CookieHTTPOnly: false, CookieSecure: false})
	// ruleid: insecure-cookie
	_ = csrf.Protect([]byte(os.Getenv("K")), csrf.Secure(false))
}

func debugServer() {
	g := gin.Default()
	// ruleid: debug-enabled
	pprof.Register(g)
	// ruleid: debug-enabled
	gin.SetMode(gin.DebugMode)
	e := echo.New()
	// ruleid: debug-enabled
	e.Debug = true
	// ok: debug-enabled
	e.Debug = os.Getenv("DEBUG") == "1"
}

func readAll(w http.ResponseWriter, r *http.Request) {
	// ruleid: unlimited-request-body
	b, err := io.ReadAll(r.Body)
	_, _ = b, err
}

func readLimited(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	// ok: unlimited-request-body
	b, err := io.ReadAll(r.Body)
	_, _ = b, err
	// ok: unlimited-request-body
	b, err = io.ReadAll(io.LimitReader(r.Body, 1024))
}

func decodeAll(w http.ResponseWriter, r *http.Request) {
	var v any
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&v)
}

func bigForm(w http.ResponseWriter, r *http.Request) {
	// ruleid: unlimited-request-body
	// pedantic: ignored-error
	r.ParseMultipartForm(1 << 30)
}

func ginRaw(c *gin.Context) {
	// ruleid: unlimited-request-body
	b, _ := c.GetRawData()
	_ = b
}

func upload(c *gin.Context) {
	f, err := c.FormFile("file")
	if err != nil {
		return
	}
	// ruleid: unchecked-upload, path-traversal
	c.SaveUploadedFile(f, "./uploads/"+f.Filename)
}

func uploadStd(w http.ResponseWriter, r *http.Request) {
	// pedantic: ignored-error
	r.ParseMultipartForm(10 << 20)
	file, handler, err := r.FormFile("f")
	if err != nil {
		return
	}
	defer file.Close()
	// ruleid: unchecked-upload
	dst, err := os.Create("./uploads/" + handler.Filename)
	if err != nil {
		return
	}
	// ruleid: ignored-error
	defer dst.Close()
	// ruleid: ignored-error
	io.Copy(dst, file)
}

func main() {
	r := gin.New()
	r.POST("/upload", upload)
	http.HandleFunc("POST /up", uploadStd)
	http.HandleFunc("POST /read", readAll)
	http.HandleFunc("POST /read2", readLimited)
	http.HandleFunc("POST /dec", decodeAll)
	http.HandleFunc("POST /form", bigForm)
	r.POST("/raw", ginRaw)
	// ruleid: debug-enabled
	srv := &http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}
	srv.ListenAndServe()
}
