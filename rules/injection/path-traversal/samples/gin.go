package files

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
)

type request struct {
	Name string `json:"name"`
}

func Routes(r *gin.Engine) {
	r.GET("/file", func(c *gin.Context) {
		// ruleid: path-traversal
		c.File("./uploads/" + c.Query("name"))
	})
	r.GET("/attachment/:name", func(c *gin.Context) {
		name := c.Param("name")
		// ruleid: path-traversal
		c.FileAttachment(filepath.Join("uploads", name), name)
	})
	r.POST("/delete", func(c *gin.Context) {
		var body request
		if err := c.ShouldBindJSON(&body); err != nil {
			return
		}
		// ruleid: path-traversal
		os.RemoveAll(fmt.Sprintf("uploads/%s", body.Name))
	})
	r.POST("/upload", func(c *gin.Context) {
		file, _ := c.FormFile("file")
		// ruleid: path-traversal
		c.SaveUploadedFile(file, "./uploads/"+file.Filename)
		dst := filepath.Join("uploads", file.Filename)
		// ruleid: path-traversal
		c.SaveUploadedFile(file, dst)
		// ok: path-traversal
		c.SaveUploadedFile(file, "./uploads/"+uuid.NewString()+filepath.Ext(file.Filename))
	})
	r.GET("/static/*any", func(c *gin.Context) {
		// ok: path-traversal
		c.File(fmt.Sprintf("%s%s", webRoot, c.Request.URL.Path))
		// ruleid: path-traversal
		c.File(fmt.Sprintf("%s%s", webRoot, c.Param("any")))
	})
	r.GET("/base/:name", func(c *gin.Context) {
		// ok: path-traversal
		c.File(filepath.Join("uploads", filepath.Base(c.Param("name"))))
		// ok: path-traversal
		c.File("./public/index.html")
	})
}
