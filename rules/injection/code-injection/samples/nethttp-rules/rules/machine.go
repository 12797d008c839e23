package rules

import "github.com/dop251/goja"

type machine struct{ vm *goja.Runtime }

func newMachine() machine { return machine{vm: goja.New()} }

func (m machine) set(name string, value any) error { return m.vm.Set(name, value) }

func (m machine) evaluate(script string) error {
	// ruleid: code-injection
	_, err := m.vm.RunString(script)
	return err
}

func (m machine) evaluateOwn(script string) error {
	// ok: code-injection
	_, err := m.vm.RunString(script)
	return err
}
