package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type Server struct{ store *Store }

func (s *Server) register(c *gin.Context) {
	taken, err := s.store.EmailTaken(c.PostForm("email"))
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	if taken {
		c.AbortWithStatus(http.StatusConflict)
		return
	}
	// ruleid: missing-unique-constraint
	if err := s.store.Add(&User{Email: c.PostForm("email")}); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusCreated)
}

func (s *Server) rename(c *gin.Context) {
	taken, err := s.store.HandleTaken(c.PostForm("handle"))
	if err != nil || taken {
		c.AbortWithStatus(http.StatusConflict)
		return
	}
	// ok: missing-unique-constraint
	if err := s.store.Add(&User{Handle: c.PostForm("handle")}); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusCreated)
}

func main() {
	server := &Server{store: &Store{}}
	r := gin.Default()
	r.POST("/users", server.register)
	r.POST("/handles", server.rename)
	r.Run()
}
