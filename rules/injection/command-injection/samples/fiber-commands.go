package tools

import (
	"os/exec"

	"github.com/gofiber/fiber/v2"
)

func ping(c *fiber.Ctx) error {
	host := c.Query("host")
	// ruleid: command-injection
	out, err := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	if err != nil {
		return err
	}
	// ok: command-injection
	exec.Command("ping", "-c", "1", host).Run()
	// ok: command-injection
	exec.Command("sh", "-c", "uptime").Run()
	return c.Send(out)
}
