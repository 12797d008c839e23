package main

import "github.com/gin-gonic/gin"

func list(c *gin.Context)   { c.JSON(200, []string{}) }
func show(c *gin.Context)   { c.JSON(200, nil) }
func create(c *gin.Context) { c.JSON(201, nil) }
func update(c *gin.Context) { c.JSON(200, nil) }
func remove(c *gin.Context) { c.Status(204) }
