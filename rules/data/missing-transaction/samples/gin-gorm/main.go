package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Team struct {
	ID   uint
	Name string
}

type Member struct {
	ID     uint
	TeamID uint
}

type Server struct{ db *gorm.DB }

func (s *Server) create(c *gin.Context) {
	team := Team{Name: c.PostForm("name")}
	if err := s.db.Create(&team).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	member := Member{TeamID: team.ID}
	// ruleid: missing-transaction
	if err := s.db.Create(&member).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusCreated, team)
}

func (s *Server) together(c *gin.Context) {
	team := Team{Name: c.PostForm("name")}
	err := s.db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&team).Error; err != nil {
			return err
		}
		member := Member{TeamID: team.ID}
		// ok: missing-transaction
		return tx.Create(&member).Error
	})
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusCreated, team)
}

func (s *Server) begun(c *gin.Context) {
	tx := s.db.Begin()
	team := Team{Name: c.PostForm("name")}
	if err := tx.Create(&team).Error; err != nil {
		tx.Rollback()
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	member := Member{TeamID: team.ID}
	// ok: missing-transaction
	tx.Create(&member)
	tx.Commit()
	c.JSON(http.StatusCreated, team)
}

func (s *Server) either(c *gin.Context) {
	if c.Query("member") != "" {
		member := Member{TeamID: 1}
		s.db.Create(&member)
		c.Status(http.StatusNoContent)
		return
	}
	team := Team{Name: c.PostForm("name")}
	// ok: missing-transaction
	s.db.Create(&team)
	c.Status(http.StatusNoContent)
}

func main() {
	var db *gorm.DB
	server := &Server{db: db}
	r := gin.Default()
	r.POST("/teams", server.create)
	r.POST("/teams/together", server.together)
	r.POST("/teams/begun", server.begun)
	r.POST("/teams/either", server.either)
	r.Run()
}
