package api

import (
	"context"
	"log"

	"github.com/labstack/echo/v4"
)

type Mailer interface {
	Send(ctx context.Context, to string) error
}

func Invite(mailer Mailer) echo.HandlerFunc {
	return func(c echo.Context) error {
		// ruleid: detached-context
		if err := mailer.Send(context.Background(), c.FormValue("to")); err != nil {
			return err
		}
		go func() {
			// ruleid: detached-context
			log.Println(c.Path())
		}()
		// ok: detached-context
		return mailer.Send(c.Request().Context(), c.FormValue("to"))
	}
}
