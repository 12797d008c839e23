package cli

import (
	"example.com/jobs/db"

	"github.com/urfave/cli"
)

func SetUp() *cli.App {
	app := cli.NewApp()
	// Run once by the library when the program starts; time.Time has a method of that name, too.
	app.Before = func(c *cli.Context) error {
		db.Connect()
		return nil
	}
	return app
}
