package api

import (
	"errors"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type page struct {
	Limit  int `form:"limit,default=20" binding:"min=1,max=100"`
	Offset int `form:"offset" binding:"min=0"`
}

func (a *API) products(c *gin.Context) {
	var wanted page
	if err := c.ShouldBindQuery(&wanted); err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid page"})
		return
	}
	products, err := a.Shop.Store.Products(c.Request.Context(), wanted.Limit, wanted.Offset)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"items": products})
}

func (a *API) search(c *gin.Context) {
	products, err := a.Shop.Store.SearchProducts(c.Request.Context(), c.Query("q"), c.DefaultQuery("sort", "name"))
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"items": products})
}

func (a *API) manual(c *gin.Context) {
	c.File(filepath.Join(a.MediaFolder, "manuals", c.Query("name")))
}

func (a *API) product(c *gin.Context) {
	id, err := strconv.ParseUint(c.Param("id"), 10, 32)
	if err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "invalid id"})
		return
	}
	product, err := a.Shop.Product(c.Request.Context(), uint(id))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		c.JSON(http.StatusNotFound, gin.H{"error": "no such product"})
		return
	}
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, product)
}

func (a *API) label(c *gin.Context) {
	format := c.DefaultQuery("format", "svg")
	command := "barcode -b " + c.Param("id") + " -f " + format
	image, err := exec.CommandContext(c.Request.Context(), "sh", "-c", command).Output()
	if err != nil {
		fail(c, err)
		return
	}
	c.Data(http.StatusOK, "image/svg+xml", image)
}
