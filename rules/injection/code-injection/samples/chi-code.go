package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"plugin"

	"github.com/dop251/goja"
	"github.com/robertkrimen/otto"
)

const script = "input + 1"

func run(w http.ResponseWriter, r *http.Request) {
	source := r.FormValue("script")
	vm := goja.New()
	// ruleid: code-injection
	vm.RunString(source)
	js := otto.New()
	// ruleid: code-injection
	js.Run("var x = " + source)
	// ruleid: code-injection
	plugin.Open("/plugins/" + chi.URLParam(r, "name"))
	vm.Set("input", source)
	// ok: code-injection
	vm.RunString(script)
	// ok: code-injection
	plugin.Open("/plugins/base.so")
}
