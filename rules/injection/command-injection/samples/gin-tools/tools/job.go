package tools

import "os/exec"

type Job struct {
	Filter string `json:"filter"`
	Width  int    `json:"width"`
}

// Command is what converts the file of a job.
func (j Job) Command() *Command {
	made := &Command{}
	made.text = "ffmpeg -i in.mp4 -vf " + j.Filter + " out.mp4"
	return made
}

type Command struct{ text string }

func (c *Command) Run() (string, error) {
	// ruleid: command-injection
	out, err := exec.Command("bash", "-c", c.text).Output()
	return string(out), err
}
