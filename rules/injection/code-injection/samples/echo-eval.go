package scripts

import (
	"github.com/dop251/goja"
	"github.com/labstack/echo/v4"
)

func run(c echo.Context) error {
	script := c.QueryParam("script")
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
