package main

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type User struct {
	ID   uint
	Name string
}

var db *gorm.DB

var columns = map[string]bool{"name": true, "id": true}

func list(c *gin.Context) {
	name := c.Query("name")
	var users []User
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Where("name = '" + name + "'").Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Where(fmt.Sprintf("name = '%s'", name)).Find(&users)
	// ok: sql-injection
	// ruleid: ignored-error
	db.Where("name = ?", name).Find(&users)
	// ok: sql-injection
	// ruleid: ignored-error
	db.Where(&User{Name: name}).Find(&users)
	// ok: sql-injection
	// ruleid: ignored-error
	db.Where(map[string]interface{}{"name": name}).Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Raw("SELECT id FROM users WHERE name = '" + name + "'").Scan(&users)
	// ok: sql-injection
	// ruleid: ignored-error
	db.Raw("SELECT id FROM users WHERE name = ?", name).Scan(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Exec(fmt.Sprintf("UPDATE users SET seen = 1 WHERE name = '%s'", name))
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Order(c.Query("sort")).Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Order(c.DefaultQuery("sort", "id") + " desc").Find(&users)
	sort := c.Query("sort")
	if !columns[sort] {
		c.Status(http.StatusBadRequest)
		return
	}
	// ok: sql-injection
	// ruleid: ignored-error
	db.Order(sort).Find(&users)
	// ok: sql-injection
	// ruleid: ignored-error
	db.Order(clause.OrderByColumn{Column: clause.Column{Name: c.Query("by")}, Desc: true}).Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Select(c.Query("fields")).Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Joins("JOIN teams ON teams.name = '" + c.Query("team") + "'").Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Table(c.Query("table")).Find(&users)
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Model(&User{}).Group("name").Having("count(*) > " + c.Query("min")).Find(&users)
	// ruleid: sql-injection
	db.First(&users, c.Param("id"))
	// ok: sql-injection
	db.First(&users, "id = ?", c.Param("id"))
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		return
	}
	// ok: sql-injection
	db.First(&users, id)
	// ok: sql-injection
	// ruleid: ignored-error
	db.Where(fmt.Sprintf("id = %d", id)).Find(&users)
	c.JSON(http.StatusOK, users)
}

type search struct {
	Name string `json:"name"`
	Page int    `json:"page"`
}

func post(c *gin.Context) {
	var in search
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	// ruleid: sql-injection
	db.Raw("SELECT id FROM users WHERE name LIKE '%" + in.Name + "%'").Rows()
	// ok: sql-injection
	db.Raw("SELECT id FROM users WHERE name LIKE ?", "%"+in.Name+"%").Rows()
	user := User{Name: in.Name}
	// ok: sql-injection
	// ruleid: ignored-error
	db.Create(&user)
	// ok: sql-injection
	db.Where(&user).First(&user)
}

type UserRepository struct {
	db *gorm.DB
}

func (r *UserRepository) ByNameUnbound(name string) (u User, err error) {
	// ruleid: sql-injection
	err = r.db.Where(fmt.Sprintf("name = '%s'", name)).First(&u).Error
	// ok: sql-injection
	err = r.db.Where("name = ?", name).First(&u).Error
	// ruleid: sql-injection
	err = r.db.Raw("SELECT id FROM users WHERE name = '" + name + "'").Scan(&u).Error
	return
}

func (r *UserRepository) ByID(id uint, ids []int) (u User, err error) {
	// ok: sql-injection
	err = r.db.Raw(fmt.Sprintf("SELECT id FROM users WHERE id = %d", id)).Scan(&u).Error
	// ok: sql-injection
	err = r.db.Where("id IN ?", ids).First(&u).Error
	// ok: sql-injection
	err = r.db.Exec("TRUNCATE TABLE users").Error
	return
}
