package users

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"

	"example.com/app/models"
)

type Handler struct {
	db   *gorm.DB
	coll *mongo.Collection
}

func (h *Handler) create(w http.ResponseWriter, r *http.Request) {
	var user models.User
	if err := json.NewDecoder(r.Body).Decode(&user); err != nil {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	// ruleid: mass-assignment
	// ruleid: ignored-error
	h.db.Create(&user)
	// ruleid: mass-assignment
	// ruleid: ignored-error
	// ruleid: detached-context
	h.coll.InsertOne(context.TODO(), user)
}

func (h *Handler) update(w http.ResponseWriter, r *http.Request) {
	var changes map[string]interface{}
	// ok: swallowed-error
	// ruleid: unlimited-request-body
	body, _ := io.ReadAll(r.Body)
	if err := json.Unmarshal(body, &changes); err != nil {
		return
	}
	// ruleid: mass-assignment
	// ruleid: ignored-error
	h.db.Model(&models.User{}).Where("id = ?", r.PathValue("id")).Updates(changes)
	// ruleid: mass-assignment
	// ruleid: ignored-error
	// ruleid: detached-context
	h.coll.UpdateOne(context.TODO(), bson.M{"_id": 1}, bson.M{"$set": changes})
}

func (h *Handler) named(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `json:"name"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	// ok: mass-assignment
	// ruleid: ignored-error
	h.db.Create(&models.User{Name: in.Name})
	user := models.User{}
	user.Name = in.Name
	// ok: mass-assignment
	// ruleid: ignored-error
	h.db.Save(&user)
}
