package main

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

var coll *mongo.Collection
var rdb *redis.Client

func mapFilter(w http.ResponseWriter, r *http.Request) {
	var filter map[string]interface{}
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	// ruleid: nosql-injection
	cur, err := coll.Find(r.Context(), filter)
	if err != nil {
		return
	}
	cur.Close(r.Context())
}

func bsonM(c *gin.Context) {
	var filter bson.M
	if err := c.BindJSON(&filter); err != nil {
		return
	}
	var out bson.M
	// ruleid: nosql-injection, ignored-error
	coll.FindOne(c, filter).Decode(&out)
	c.JSON(200, out)
}

func stringFilter(c *gin.Context) {
	var out bson.M
	// ok: nosql-injection
	// ruleid: ignored-error
	coll.FindOne(c, bson.M{"email": c.Query("email")}).Decode(&out)
	id, err := primitive.ObjectIDFromHex(c.Param("id"))
	if err != nil {
		return
	}
	// ok: nosql-injection
	// ruleid: ignored-error
	coll.FindOne(c, bson.D{{Key: "_id", Value: id}}).Decode(&out)
	c.JSON(200, out)
}

type login struct {
	User string `json:"user"`
	Pass any    `json:"pass"`
}

func anyValue(c echo.Context) error {
	var l login
	if err := c.Bind(&l); err != nil {
		return err
	}
	// ruleid: nosql-injection
	res := coll.FindOne(c.Request().Context(), bson.M{"user": l.User, "pass": l.Pass})
	return res.Err()
}

type typed struct {
	User string `json:"user"`
	Code int    `json:"code"`
}

func typedValue(c echo.Context) error {
	var l typed
	if err := c.Bind(&l); err != nil {
		return err
	}
	// ok: nosql-injection
	res := coll.FindOne(c.Request().Context(), bson.M{"user": l.User, "code": l.Code})
	return res.Err()
}

func where(c *fiber.Ctx) error {
	// ruleid: nosql-injection
	cur, err := coll.Find(c.Context(), bson.M{"$where": "this.name == '" + c.Query("name") + "'"})
	if err != nil {
		return err
	}
	return cur.Close(c.Context())
}

func whereD(c *fiber.Ctx) error {
	js := "function() { return this.owner == '" + c.Params("owner") + "' }"
	// ruleid: nosql-injection
	cur, err := coll.Find(c.Context(), bson.D{{"$where", js}})
	if err != nil {
		return err
	}
	return cur.Close(c.Context())
}

func key(c *fiber.Ctx) error {
	// ruleid: nosql-injection
	cur, err := coll.Find(c.Context(), bson.M{c.Query("field"): c.Query("value")})
	if err != nil {
		return err
	}
	return cur.Close(c.Context())
}

func unmarshalExt(c *fiber.Ctx) error {
	var filter bson.D
	if err := bson.UnmarshalExtJSON(c.Body(), true, &filter); err != nil {
		return err
	}
	// ruleid: nosql-injection
	n, err := coll.CountDocuments(c.Context(), filter)
	if err != nil {
		return err
	}
	return c.JSON(n)
}

func pipeline(w http.ResponseWriter, r *http.Request) {
	var stages []bson.M
	if err := json.NewDecoder(r.Body).Decode(&stages); err != nil {
		return
	}
	// ruleid: nosql-injection
	cur, err := coll.Aggregate(r.Context(), stages)
	if err != nil {
		return
	}
	cur.Close(r.Context())
}

func pipelineSafe(w http.ResponseWriter, r *http.Request) {
	// ok: nosql-injection
	cur, err := coll.Aggregate(r.Context(), mongo.Pipeline{
		{{Key: "$match", Value: bson.M{"owner": r.FormValue("owner")}}},
		{{Key: "$limit", Value: 10}},
	})
	if err != nil {
		return
	}
	cur.Close(r.Context())
}

func updateDoc(w http.ResponseWriter, r *http.Request) {
	var upd bson.M
	// ruleid: ignored-error
	json.NewDecoder(r.Body).Decode(&upd)
	// ruleid: nosql-injection, ignored-error
	coll.UpdateOne(r.Context(), bson.M{"owner": "me"}, upd)
	// ruleid: nosql-injection, ignored-error
	coll.DeleteMany(r.Context(), upd)
	// ruleid: nosql-injection, ignored-error
	coll.FindOneAndUpdate(r.Context(), upd, bson.M{"$set": bson.M{"a": 1}}, options.FindOneAndUpdate())
}

func lua(w http.ResponseWriter, r *http.Request) {
	// ruleid: nosql-injection
	rdb.Eval(r.Context(), "return redis.call('get', '"+r.FormValue("k")+"')", nil)
	// ok: nosql-injection
	rdb.Eval(r.Context(), "return redis.call('get', KEYS[1])", []string{r.FormValue("k")})
	// ok: nosql-injection
	rdb.Get(r.Context(), "session:"+r.FormValue("k"))
}

type repo struct{ c *mongo.Collection }

func (r *repo) find(ctx context.Context, f any) (*mongo.Cursor, error) {
	// ruleid: nosql-injection
	return r.c.Find(ctx, f)
}

type service struct{ r *repo }

func (s *service) search(ctx context.Context, f map[string]any) error {
	cur, err := s.r.find(ctx, f)
	if err != nil {
		return err
	}
	return cur.Close(ctx)
}

func (s *service) handler(c *gin.Context) {
	var body struct {
		Filter map[string]any `json:"filter"`
	}
	if err := c.ShouldBindJSON(&body); err != nil {
		return
	}
	s.search(c, body.Filter)
}

func main() {
	s := &service{r: &repo{c: coll}}
	g := gin.Default()
	g.POST("/search", s.handler)
	g.POST("/bson", bsonM)
	http.HandleFunc("/m", mapFilter)
	// ruleid: server-without-timeouts
	g.Run()
}
