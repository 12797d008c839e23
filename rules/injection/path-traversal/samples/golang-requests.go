package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-chi/render"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	"google.golang.org/protobuf/proto"
	"gopkg.in/yaml.v3"
)

type in struct {
	Name string `json:"name" uri:"name" header:"X-Name" query:"name" xml:"name" yaml:"name"`
	ID   int    `uri:"id" param:"id"`
	Sub  struct{ Path string }
	List []string
}

func ginSources(c *gin.Context) {
	var a, b, d, e in
	// ruleid: ignored-error
	c.ShouldBindUri(&a)
	// ruleid: path-traversal
	os.Open("/d/" + a.Name)
	// ruleid: ignored-error
	c.ShouldBindHeader(&b)
	// ruleid: path-traversal
	os.Open("/d/" + b.Sub.Path)
	// ruleid: ignored-error
	c.ShouldBindWith(&d, binding.Form)
	// ruleid: path-traversal
	os.Open("/d/" + d.List[0])
	if c.ShouldBindXML(&e) == nil {
		// ruleid: path-traversal
		os.Open("/d/" + e.Name)
	}
	v, _ := c.GetQuery("v")
	// ruleid: path-traversal
	os.Open("/d/" + v)
	// ruleid: path-traversal
	os.Open("/d/" + c.QueryMap("m")["x"])
	// ruleid: path-traversal
	os.Open("/d/" + c.Params.ByName("y"))
	// ruleid: path-traversal
	os.Open("/d/" + c.Request.URL.Query().Get("x"))
	// ruleid: path-traversal
	os.Open("/d/" + c.Request.Header.Get("x"))
	ck, _ := c.Request.Cookie("x")
	// ruleid: path-traversal
	os.Open("/d/" + ck.Value)
	// ruleid: unlimited-request-body
	raw, _ := c.GetRawData()
	// ruleid: path-traversal
	os.Open("/d/" + string(raw))
	form, _ := c.MultipartForm()
	for _, f := range form.File["files"] {
		// ruleid: path-traversal
		os.Create("/d/" + f.Header.Get("X-Path"))
	}
	// ok: path-traversal
	os.Open("/d/" + c.FullPath())
	// ok: path-traversal
	os.Open("/d/" + c.Request.Method)
	// ok: path-traversal
	os.Open("/d/" + c.GetString("tenant"))
}

func echoSources(c echo.Context) error {
	p := new(in)
	if err := c.Bind(p); err != nil {
		return err
	}
	// ruleid: path-traversal
	os.Open("/d/" + p.Name)
	var n string
	echo.QueryParamsBinder(c).String("n", &n).BindError()
	// ruleid: path-traversal
	os.Open("/d/" + n)
	// ruleid: path-traversal
	os.Open("/d/" + c.QueryParams().Get("x"))
	// ruleid: path-traversal
	os.Open("/d/" + c.Request().Header.Get("x"))
	// ruleid: path-traversal
	os.Open("/d/" + c.ParamValues()[0])
	fp, _ := c.FormParams()
	// ruleid: path-traversal
	os.Open("/d/" + fp["x"][0])
	// ruleid: swallowed-error
	// ruleid: unlimited-request-body
	b, _ := io.ReadAll(c.Request().Body)
	// ruleid: path-traversal
	os.Open("/d/" + string(b))
	var q in
	// ruleid: ignored-error
	json.NewDecoder(c.Request().Body).Decode(&q)
	// ruleid: path-traversal
	os.Open("/d/" + q.Name)
	var d echo.DefaultBinder
	var z in
	d.BindQueryParams(c, &z)
	// ruleid: path-traversal
	os.Open("/d/" + z.Name)
	// ok: path-traversal
	os.Open("/d/" + c.Path())
	return nil
}

func fiberSources(c *fiber.Ctx) error {
	var a, b in
	// ruleid: ignored-error
	c.QueryParser(&a)
	// ruleid: path-traversal
	os.Open("/d/" + a.Name)
	// ruleid: ignored-error
	c.ParamsParser(&b)
	// ruleid: path-traversal
	os.Open("/d/" + b.Name)
	// ruleid: path-traversal
	os.Open("/d/" + c.Params("*"))
	// ruleid: path-traversal
	os.Open("/d/" + c.AllParams()["x"])
	// ruleid: path-traversal
	os.Open("/d/" + c.Queries()["x"])
	// ruleid: path-traversal
	os.Open("/d/" + string(c.Request().Header.Peek("x")))
	// ruleid: path-traversal
	os.Open("/d/" + string(c.Request().URI().QueryString()))
	// ruleid: path-traversal
	os.Open("/d/" + string(c.Context().QueryArgs().Peek("x")))
	form, _ := c.MultipartForm()
	// ruleid: path-traversal
	os.Open("/d/" + form.Value["x"][0])
	// ruleid: path-traversal
	os.Open("/d/" + c.GetReqHeaders()["X"][0])
	// ok: path-traversal
	os.Open("/d/" + c.Locals("user").(string))
	// ok: path-traversal
	os.Open("/d/" + c.Route().Path)
	return nil
}

func std(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	os.Open("/d/" + r.URL.Query()["a"][0])
	q := r.URL.Query()
	// ruleid: path-traversal
	os.Open("/d/" + q.Get("x"))
	// ruleid: path-traversal
	os.Open("/d/" + r.URL.EscapedPath())
	for _, c := range r.Cookies() {
		// ruleid: path-traversal
		os.Open("/d/" + c.Value)
	}
	var x in
	// ruleid: ignored-error
	xml.NewDecoder(r.Body).Decode(&x)
	// ruleid: path-traversal
	os.Open("/d/" + x.Name)
	// ruleid: swallowed-error, unlimited-request-body
	body, _ := io.ReadAll(r.Body)
	var y in
	// ruleid: ignored-error
	yaml.Unmarshal(body, &y)
	// ruleid: path-traversal
	os.Open("/d/" + y.Name)
	var buf bytes.Buffer
	buf.ReadFrom(r.Body)
	// ruleid: path-traversal
	os.Open("/d/" + buf.String())
	user, _, _ := r.BasicAuth()
	// ruleid: path-traversal
	os.Open("/d/" + user)
	// ruleid: path-traversal
	os.Open("/d/" + mux.Vars(r)["z"])
	var z in
	render.DecodeJSON(r.Body, &z)
	// ruleid: path-traversal
	os.Open("/d/" + z.Name)
	// pedantic: ignored-error
	r.ParseMultipartForm(1 << 20)
	// ruleid: path-traversal
	os.Open("/d/" + r.MultipartForm.Value["a"][0])
	_, fh, _ := r.FormFile("f")
	// ruleid: path-traversal
	os.Open("/d/" + fh.Header.Get("X-Y"))
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	var s in
	if err := dec.Decode(&s); err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/d/" + s.Name)
	// ok: path-traversal
	os.Open("/d/" + r.Method)
	// ok: path-traversal
	os.Open("/d/" + r.RemoteAddr)
	// ok: path-traversal
	os.Open("/d/" + r.Pattern)
	var m map[string]any
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&m)
	// ruleid: path-traversal
	os.Open("/d/" + m["name"].(string))
	_ = proto.Int32(1)
}

func generic[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

func useGeneric(w http.ResponseWriter, r *http.Request) {
	v, err := generic[in](r)
	if err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/d/" + v.Name)
}

func readJSON(r *http.Request, dst any) error {
	return json.NewDecoder(r.Body).Decode(dst)
}

func useReadJSON(w http.ResponseWriter, r *http.Request) {
	var v in
	if err := readJSON(r, &v); err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/d/" + v.Name)
}

func main() {
	http.HandleFunc("/a", std)
	http.HandleFunc("/b", useGeneric)
	http.HandleFunc("/c", useReadJSON)
	g := gin.New()
	g.GET("/x", ginSources)
	e := echo.New()
	e.GET("/x", echoSources)
	// ruleid: server-without-timeouts
	f := fiber.New()
	f.Get("/x", fiberSources)
	// ruleid: server-without-timeouts
	g.Run()
}
