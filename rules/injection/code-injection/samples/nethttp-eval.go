package scripts

import (
	"io"
	"net/http"
	"plugin"

	"github.com/Knetic/govaluate"
	"github.com/dop251/goja"
	"github.com/expr-lang/expr"
	"github.com/robertkrimen/otto"
	lua "github.com/yuin/gopher-lua"
)

var plugins = map[string]string{"csv": "/srv/plugins/csv.so"}

func run(w http.ResponseWriter, r *http.Request) {
	script := r.FormValue("script")
	vm := goja.New()
	// ruleid: code-injection
	vm.RunString(script)
	// ok: code-injection
	vm.RunString("1 + 1")
	// ok: code-injection
	vm.Set("input", script)
	o := otto.New()
	// ruleid: code-injection
	o.Run(script)
	L := lua.NewState()
	defer L.Close()
	// ruleid: code-injection
	L.DoString(script)
}

func load(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("plugin")
	// ruleid: code-injection
	plugin.Open("/srv/plugins/" + name + ".so")
	// ok: code-injection
	plugin.Open(plugins[name])
}

func evaluate(w http.ResponseWriter, r *http.Request) {
	// ruleid: swallowed-error
	// ruleid: unlimited-request-body
	body, _ := io.ReadAll(r.Body)
	// ruleid: code-injection
	program, err := expr.Compile(string(body))
	if err != nil {
		return
	}
	// ruleid: code-injection
	govaluate.NewEvaluableExpression(r.FormValue("e"))
	// ok: code-injection
	expr.Eval("price * 2", map[string]any{"price": r.FormValue("price")})
	_ = program
}
