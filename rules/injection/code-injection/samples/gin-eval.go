package scripts

import (
	"github.com/dop251/goja"
	"github.com/gin-gonic/gin"
)

func run(c *gin.Context)  {
	script := c.Query("script")
	vm := goja.New()
	// ruleid: code-injection
	value, err := vm.RunString(script)
	if err != nil {
		return 
	}
	// ok: code-injection
	vm.RunString("double(input)")
	vm.Set("result", value)
	return 
}
