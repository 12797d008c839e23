package main

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"
	"strconv"
	"strings"
	ttemplate "text/template"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/microcosm-cc/bluemonday"
)

func fprintf(w http.ResponseWriter, r *http.Request) {
	// ruleid: unescaped-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", r.URL.Query().Get("name"))
}

func fprintfEscaped(w http.ResponseWriter, r *http.Request) {
	// ok: unescaped-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.URL.Query().Get("name")))
	// ok: unescaped-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", template.HTMLEscapeString(r.URL.Query().Get("name")))
}

func fprintInt(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		return
	}
	// ok: unescaped-html
	fmt.Fprintf(w, "<b>%d</b>", n)
}

func write(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	// ruleid: unescaped-html
	// pedantic: ignored-error
	w.Write([]byte("<p>" + r.PathValue("q") + "</p>"))
	// ruleid: unescaped-html
	// pedantic: ignored-error
	io.WriteString(w, "<p>"+r.FormValue("q")+"</p>")
}

func writeJSON(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// ok: unescaped-html
	fmt.Fprintf(w, `{"q": %q}`, r.FormValue("q"))
}

func writePlain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	// ok: unescaped-html
	fmt.Fprintf(w, "hello %s", r.FormValue("q"))
}

func textTemplate(w http.ResponseWriter, r *http.Request) {
	t := ttemplate.Must(ttemplate.New("x").Parse("<p>{{.Name}}</p>"))
	// ruleid: unescaped-html
	t.Execute(w, map[string]string{"Name": r.FormValue("name")})
}

func htmlTemplate(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("x").Parse("<p>{{.Name}}</p>"))
	// ok: unescaped-html
	t.Execute(w, map[string]string{"Name": r.FormValue("name")})
}

func templateHTML(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("x").Parse("<p>{{.}}</p>"))
	// ruleid: unescaped-html
	t.Execute(w, template.HTML(r.FormValue("name")))
}

func templateJS(c *gin.Context) {
	// ruleid: unescaped-html
	c.HTML(200, "x.html", gin.H{"js": template.JS(c.Query("js"))})
	// ruleid: unescaped-html
	c.HTML(200, "x.html", gin.H{"u": template.URL(c.Query("u"))})
	// ok: unescaped-html
	c.HTML(200, "x.html", gin.H{"u": c.Query("u")})
}

func ginData(c *gin.Context) {
	// ruleid: unescaped-html
	c.Data(200, "text/html; charset=utf-8", []byte("<p>"+c.Query("q")+"</p>"))
	// ok: unescaped-html
	c.Data(200, "application/octet-stream", []byte(c.Query("q")))
	// ok: unescaped-html
	c.String(200, "hello %s", c.Query("q"))
}

func ginWriter(c *gin.Context) {
	c.Header("Content-Type", "text/html")
	// ruleid: unescaped-html
	c.String(200, "<p>"+c.Query("q")+"</p>")
	// ruleid: unescaped-html
	// pedantic: ignored-error
	c.Writer.WriteString("<p>" + c.Query("q") + "</p>")
}

func echoHTML(c echo.Context) error {
	// ruleid: unescaped-html
	return c.HTML(200, "<b>"+c.Param("x")+"</b>")
}

func echoHTMLBlob(c echo.Context) error {
	// ruleid: unescaped-html
	return c.HTMLBlob(200, []byte("<b>"+c.QueryParam("x")+"</b>"))
}

func echoSafe(c echo.Context) error {
	p := bluemonday.UGCPolicy()
	// ok: unescaped-html
	return c.HTML(200, "<b>"+p.Sanitize(c.Param("x"))+"</b>")
}

func echoString(c echo.Context) error {
	// ok: unescaped-html
	return c.String(200, "hello "+c.Param("x"))
}

func fiberHTML(c *fiber.Ctx) error {
	c.Set("Content-Type", "text/html")
	// ruleid: unescaped-html
	return c.SendString("<i>" + c.Query("i") + "</i>")
}

func fiberType(c *fiber.Ctx) error {
	c.Type("html")
	// ruleid: unescaped-html
	return c.SendString("<i>" + c.Query("i") + "</i>")
}

func fiberPlain(c *fiber.Ctx) error {
	// ok: unescaped-html
	return c.SendString("hi " + c.Query("i"))
}

func fiberFormat(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	// ruleid: unescaped-html
	return c.Send([]byte("<i>" + c.Params("i") + "</i>"))
}

func page(title, body string) string {
	return "<html><title>" + title + "</title>" + body + "</html>"
}

func viaHelper(w http.ResponseWriter, r *http.Request) {
	// ruleid: unescaped-html
	fmt.Fprint(w, page("x", r.FormValue("body")))
	// ok: unescaped-html
	fmt.Fprint(w, page("x", html.EscapeString(r.FormValue("body"))))
}

func builder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, t := range r.URL.Query()["tag"] {
		b.WriteString("<li>" + t + "</li>")
	}
	// ruleid: unescaped-html
	fmt.Fprintln(w, b.String())
}

func ginTextTemplate(c *gin.Context) {
	t, err := ttemplate.ParseFiles("page.html")
	if err != nil {
		return
	}
	// ruleid: unescaped-html
	t.Execute(c.Writer, gin.H{"q": c.Query("q")})
}

func notFound(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(404)
	// ruleid: unescaped-html
	fmt.Fprintf(w, "<p>%s not found</p>", r.URL.Path)
	// ok: unescaped-html
	http.Error(w, "not found: "+r.URL.Path, 404)
}

func main() {
	http.HandleFunc("/a", fprintf)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
