package scripts

import (
	"github.com/dop251/goja"
	"github.com/gofiber/fiber/v2"
)

func run(c *fiber.Ctx) error {
	script := c.FormValue("script")
	vm := goja.New()
	// ruleid: code-injection
	value, err := vm.RunString(script)
	if err != nil {
		return err
	}
	// ok: code-injection
	vm.RunString("double(input)")
	vm.Set("result", value)
	return nil
}
