package main

import (
	"errors"
	"log"
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

type Post struct {
	ID    uint `gorm:"primaryKey"`
	Likes int
	Fans  []User `gorm:"many2many:post_fans"`
}

type User struct {
	ID    uint `gorm:"primaryKey"`
	Posts []Post
}

// View is what is sent of a post; it is no model.
type View struct {
	Post
	Mine bool
}

type Server struct{ db *gorm.DB }

func (s *Server) like(c *gin.Context) {
	var post Post
	s.db.First(&post, c.Param("id"))
	if err := s.db.Model(&post).Update("likes", post.Likes+1).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	// ruleid: missing-transaction
	if err := s.db.Model(&post).Association("Fans").Append(&User{ID: 1}); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
	}
}

// signIn makes the team of somebody who comes for the first time; who comes again has it.
func (s *Server) signIn(c *gin.Context) {
	team, err := s.teamOf(c.Query("name"))
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	// ok: missing-transaction
	s.db.Create(&Member{TeamID: team.ID})
}

func (s *Server) teamOf(name string) (*Team, error) {
	team, err := s.teamByName(name)
	if err != nil {
		return nil, err
	}
	if team != nil {
		return team, nil
	}
	made := &Team{Name: name}
	return made, s.db.Create(made).Error
}

func (s *Server) teamByName(name string) (*Team, error) {
	var team Team
	if err := s.db.Where("name = ?", name).First(&team).Error; err != nil {
		return nil, err
	}
	return &team, nil
}

func (s *Server) register(c *gin.Context) {
	team, err := s.newTeam(c.Query("name"))
	if err != nil {
		c.AbortWithStatus(http.StatusConflict)
		return
	}
	// ruleid: missing-transaction
	s.db.Create(&Member{TeamID: team.ID})
}

func (s *Server) rename(c *gin.Context) {
	teamID := c.Param("id")
	if err := s.db.Model(&Team{}).Where("id = ?", teamID).Update("name", c.Query("name")).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	// Tried once: what goes wrong is only told.
	// ok: missing-transaction
	if err := s.db.Model(&Member{}).Where("team_id = ?", teamID).Update("team_name", c.Query("name")).Error; err != nil {
		log.Printf("members of %s: %v", teamID, err)
	}
	c.Status(http.StatusNoContent)
}

func (s *Server) newTeam(name string) (*Team, error) {
	team, err := s.teamByName(name)
	if err != nil {
		return nil, err
	}
	if team != nil {
		return nil, errors.New("there is one already")
	}
	made := &Team{Name: name}
	return made, s.db.Create(made).Error
}

func (s *Server) likeOrMark(c *gin.Context) {
	var post Post
	s.db.First(&post, c.Param("id"))
	err := s.db.Model(&post).Update("likes", post.Likes+1).Error
	if err != nil && post.ID != 0 {
		// ok: missing-transaction
		s.db.Model(&post).Association("Fans").Clear()
	}
}

func (s *Server) likeMaybe(c *gin.Context) {
	var post Post
	s.db.First(&post, c.Param("id"))
	s.db.Model(&post).Update("likes", post.Likes+1)
	// ok: missing-transaction
	_ = s.db.Model(&post).Association("Fans").Append(&User{ID: 1})
}

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

func (s *Server) purge(c *gin.Context) {
	var failed error
	teamID := c.Param("id")
	if err := s.db.Delete(&Team{}, "id = ?", teamID).Error; err != nil {
		failed = errors.Join(failed, err)
	}
	// ok: missing-transaction
	if err := s.db.Delete(&Member{}, "team_id = ?", teamID).Error; err != nil {
		failed = errors.Join(failed, err)
	}
	c.JSON(http.StatusOK, gin.H{"failed": failed != nil})
}

func (s *Server) disband(c *gin.Context) {
	teamID := c.Param("id")
	if err := s.db.Delete(&Team{}, "id = ?", teamID).Error; err != nil {
		log.Print(err)
	}
	// ruleid: missing-transaction
	if err := s.db.Delete(&Member{}, "team_id = ?", teamID).Error; err != nil {
		log.Print(err)
	}
	c.Status(http.StatusNoContent)
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
	r.POST("/posts/:id/like", server.like)
	r.POST("/posts/:id/mark", server.likeOrMark)
	r.POST("/posts/:id/maybe", server.likeMaybe)
	r.POST("/teams/begun", server.begun)
	r.POST("/teams/either", server.either)
	r.POST("/teams/purge", server.purge)
	r.DELETE("/teams/:id", server.disband)
	r.POST("/sign-in", server.signIn)
	r.POST("/register", server.register)
	r.PUT("/teams/:id", server.rename)
	r.Run()
}
