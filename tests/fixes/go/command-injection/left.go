package tools

import (
	"net/http"
	"os/exec"
)

// These need a shell, or leave the choice of the program to the client.
func run(w http.ResponseWriter, r *http.Request) {
	given := r.FormValue("given")
	_ = exec.Command("sh", "-c", "cat "+given+" | wc -l").Run()
	_ = exec.Command("sh", "-c", "cd "+given+" && make").Run()
	_ = exec.Command("sh", "-c", "echo $HOME "+given).Run()
	_ = exec.Command("sh", "-c", given+" --version").Run()
	_ = exec.Command("sh", "-c", "rm *."+given).Run()
	_ = exec.Command("sh", "-c", "ssh backup.example.com "+given).Run()
	_ = exec.Command("sh", "-c", "ls "+given+r.FormValue("more")).Run()
	_ = exec.Command(given).Run()
}
