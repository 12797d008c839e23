package tools

import (
	"net/http"
	"os/exec"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/ssh"
)

type pingForm struct {
	Host string `json:"host" binding:"required"`
}

func Ping(c *gin.Context) {
	host := c.Query("host")
	// ruleid: command-injection
	out, _ := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	// ok: command-injection
	out, _ = exec.Command("ping", "-c", "1", host).Output()
	c.String(http.StatusOK, string(out))
}

func PingJSON(c *gin.Context) {
	var form pingForm
	if err := c.ShouldBindJSON(&form); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "bad request"})
		return
	}
	// ruleid: command-injection
	exec.CommandContext(c.Request.Context(), "bash", "-c", "ping "+form.Host).Run()
	// ok: command-injection
	exec.CommandContext(c.Request.Context(), "ping", form.Host).Run()
}

func Run(c *gin.Context) {
	// ruleid: command-injection
	exec.Command(c.Param("tool")).Run()
	// ok: command-injection
	exec.Command("ls", c.Param("dir")).Run()
}

func Remote(c *gin.Context, client *ssh.Client) {
	session, err := client.NewSession()
	if err != nil {
		return
	}
	defer session.Close()
	// ruleid: command-injection
	session.CombinedOutput("systemctl status " + c.Query("unit"))
	// ok: command-injection
	session.Run("uptime")
}
