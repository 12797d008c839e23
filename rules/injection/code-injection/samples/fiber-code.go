package main

import (
	"github.com/gofiber/fiber/v2"
	"plugin"

	"github.com/dop251/goja"
	"github.com/robertkrimen/otto"
)

const script = "input + 1"

func run(c *fiber.Ctx) error {
	source := c.FormValue("script")
	vm := goja.New()
	// ruleid: code-injection
	vm.RunString(source)
	js := otto.New()
	// ruleid: code-injection
	js.Run("var x = " + source)
	// ruleid: code-injection
	plugin.Open("/plugins/" + c.Query("name"))
	vm.Set("input", source)
	// ok: code-injection
	vm.RunString(script)
	// ok: code-injection
	plugin.Open("/plugins/base.so")
	return nil
}
