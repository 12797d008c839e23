package shell

import "os/exec"

type Runner struct{ Dir string }

func (r Runner) Shell(text string) (string, error) {
	// ruleid: command-injection
	out, err := exec.Command("sh", "-c", text).Output()
	return string(out), err
}

func (r Runner) Checked(text string) (string, error) {
	// ok: command-injection
	out, err := exec.Command("sh", "-c", text).Output()
	return string(out), err
}

func (r Runner) Sized(text string) (string, error) {
	// ok: command-injection
	out, err := exec.Command("sh", "-c", text).Output()
	return string(out), err
}
