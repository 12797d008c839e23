package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"

	"github.com/gin-gonic/gin"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
)

type api struct {
	users *mongo.Collection
}

type login struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

func (a *api) search(w http.ResponseWriter, r *http.Request) {
	var filter bson.M
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	// ruleid: nosql-injection
	cur, err := a.users.Find(r.Context(), filter)
	_, _ = cur, err
}

func (a *api) loginMap(w http.ResponseWriter, r *http.Request) {
	var in map[string]interface{}
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&in)
	// ruleid: nosql-injection
	// ruleid: detached-context
	// ruleid: plaintext-password
	a.users.FindOne(context.TODO(), bson.M{"email": in["email"], "password": in["password"]})
	email, ok := in["email"].(string)
	if !ok {
		return
	}
	// ok: nosql-injection
	// ruleid: detached-context
	a.users.FindOne(context.TODO(), bson.M{"email": email})
}

func (a *api) login(w http.ResponseWriter, r *http.Request) {
	var in login
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&in)
	// ok: nosql-injection
	a.users.FindOne(r.Context(), bson.M{"email": in.Email})
	name := r.URL.Query().Get("name")
	// ok: nosql-injection
	a.users.FindOne(r.Context(), bson.M{"name": name})
	// ruleid: nosql-injection
	a.users.Find(r.Context(), bson.M{"$where": fmt.Sprintf("this.name == '%s'", name)})
	// ruleid: nosql-injection
	a.users.Find(r.Context(), bson.D{{Key: "$where", Value: "this.name == '" + name + "'"}})
	// ok: nosql-injection
	a.users.Find(r.Context(), bson.M{"$where": "this.a > this.b"})
	// ruleid: nosql-injection
	a.users.Find(r.Context(), bson.M{"name": bson.M{"$regex": name}})
	// ok: nosql-injection
	a.users.Find(r.Context(), bson.M{"name": bson.M{"$regex": regexp.QuoteMeta(name)}})
	// ruleid: nosql-injection
	a.users.Find(r.Context(), bson.M{"name": primitive.Regex{Pattern: name, Options: "i"}})
}

func (a *api) byGin(c *gin.Context) {
	filter := map[string]interface{}{}
	if err := c.ShouldBindJSON(&filter); err != nil {
		return
	}
	// ruleid: nosql-injection
	// ruleid: ignored-error
	a.users.DeleteMany(c, filter)
	id, err := primitive.ObjectIDFromHex(c.Param("id"))
	if err != nil {
		return
	}
	// ok: nosql-injection
	// ruleid: ignored-error
	a.users.DeleteOne(c, bson.M{"_id": id})
}

func (a *api) byOwner(ctx context.Context, owner string) {
	// ruleid: nosql-injection
	a.users.Find(ctx, bson.M{"$where": "this.owner == '" + owner + "'"})
}

func (a *api) removeDecoded(w http.ResponseWriter, r *http.Request) {
	q := bson.M{}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&q); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	// ruleid: nosql-injection
	if _, err := a.users.DeleteMany(r.Context(), q); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}
