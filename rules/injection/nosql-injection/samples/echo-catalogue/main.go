package main

import (
	"github.com/labstack/echo/v4"
	"go.mongodb.org/mongo-driver/mongo"

	"example.com/catalogue/api"
	"example.com/catalogue/service"
	"example.com/catalogue/store"
)

func routes(e *echo.Echo, db *mongo.Database) {
	api.Register(e, service.New(store.New(db)))
}
