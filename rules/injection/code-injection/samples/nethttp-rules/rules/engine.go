package rules

import "strconv"

// Job is a script that waits to be run.
type Job struct {
	Name   string
	Script string
}

type Engine struct{ machine machine }

func NewEngine() *Engine { return &Engine{machine: newMachine()} }

func (e *Engine) Run(job Job) error {
	return e.machine.evaluate("(function () { " + job.Script + " })()")
}

func (e *Engine) Discount(percent int, note string) error {
	if err := e.machine.set("note", note); err != nil {
		return err
	}
	return e.machine.evaluateOwn("price * " + strconv.Itoa(100-percent) + " / 100")
}
