package main

import (
	"encoding/json"
	"net/http"

	"github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	gsessions "github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Name    string `json:"name"`
	Email   string `json:"email"`
	IsAdmin bool   `json:"is_admin"`
	Role    string `json:"role"`
}

type CreateUser struct {
	Name  string `json:"name" binding:"required"`
	Email string `json:"email" binding:"required,email"`
}

var db *gorm.DB
var coll *mongo.Collection

func create(c *gin.Context) {
	var u User
	if err := c.ShouldBindJSON(&u); err != nil {
		c.AbortWithStatus(400)
		return
	}
	// ruleid: mass-assignment, ignored-error
	db.Create(&u)
	c.JSON(201, u)
}

func createSafe(c *gin.Context) {
	var in CreateUser
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(400)
		return
	}
	u := User{Name: in.Name, Email: in.Email}
	// ok: mass-assignment
	// ruleid: ignored-error
	db.Create(&u)
	c.JSON(201, gin.H{"id": u.ID})
}

func update(c echo.Context) error {
	u := new(User)
	if err := db.First(u, "id = ?", c.Param("id")).Error; err != nil {
		return echo.ErrNotFound
	}
	if err := c.Bind(u); err != nil {
		return err
	}
	// ruleid: mass-assignment
	return db.Save(u).Error
}

func updateMap(c *fiber.Ctx) error {
	var patch map[string]interface{}
	if err := c.BodyParser(&patch); err != nil {
		return err
	}
	// ruleid: mass-assignment
	return db.Model(&User{}).Where("id = ?", c.Params("id")).Updates(patch).Error
}

func updateSelect(c *fiber.Ctx) error {
	var u User
	if err := c.BodyParser(&u); err != nil {
		return err
	}
	// ok: mass-assignment
	return db.Model(&User{}).Where("id = ?", c.Params("id")).Select("name", "email").Updates(u).Error
}

func std(w http.ResponseWriter, r *http.Request) {
	var u User
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		return
	}
	// ruleid: mass-assignment
	if err := db.Create(&u).Error; err != nil {
		return
	}
}

func reset(w http.ResponseWriter, r *http.Request) {
	var u User
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		return
	}
	u.IsAdmin = false
	u.Role = "user"
	// ok: mass-assignment
	if err := db.Omit("IsAdmin", "Role").Create(&u).Error; err != nil {
		return
	}
}

func mongoInsert(c *gin.Context) {
	var doc bson.M
	if err := c.BindJSON(&doc); err != nil {
		return
	}
	// ruleid: mass-assignment, ignored-error
	coll.InsertOne(c, doc)
	// ruleid: mass-assignment, ignored-error
	coll.UpdateOne(c, bson.M{"owner": "x"}, bson.M{"$set": doc})
}

func sess(c *gin.Context) {
	s := sessions.Default(c)
	// ruleid: untrusted-session-data
	s.Set("role", c.PostForm("role"))
	// ruleid: untrusted-session-data
	s.Set(c.Query("k"), "v")
	// ok: untrusted-session-data
	s.Set("lang", c.PostForm("lang"))
	s.Save()
}

// ruleid: insecure-cookie
var store = gsessions.NewCookieStore([]byte("x"))

func gorillaSess(w http.ResponseWriter, r *http.Request) {
	s, _ := store.Get(r, "s")
	// ruleid: untrusted-session-data
	s.Values["user_id"] = r.FormValue("user_id")
	// ruleid: untrusted-session-data
	s.Values[r.FormValue("key")] = "x"
	s.Save(r, w)
}

func main() {
	r := gin.Default()
	r.POST("/u", create)
	r.POST("/u2", createSafe)
	e := echo.New()
	e.PUT("/u/:id", update)
	// ruleid: server-without-timeouts
	f := fiber.New()
	f.Patch("/u/:id", updateMap)
	f.Patch("/u2/:id", updateSelect)
	http.HandleFunc("/std", std)
	http.HandleFunc("/reset", reset)
	// ruleid: server-without-timeouts
	r.Run()
}
