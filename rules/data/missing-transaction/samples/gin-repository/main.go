package main

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
)

type service struct{ teams Teams }

func (s *service) found(ctx context.Context, name, user string) error {
	id, err := s.teams.Add(ctx, name)
	if err != nil {
		return err
	}
	// ruleid: missing-transaction
	return s.teams.Join(ctx, id, user)
}

func main() {
	s := &service{teams: NewTeams(sqlx.MustConnect("postgres", "postgres://localhost/shop"))}
	r := gin.Default()
	r.POST("/teams", func(c *gin.Context) {
		if err := s.found(c, c.PostForm("name"), c.PostForm("user")); err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
		}
	})
	r.POST("/teams/with", func(c *gin.Context) {
		if err := s.teams.AddWith(c, c.PostForm("name"), c.PostForm("user")); err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
		}
	})
	r.Run()
}
