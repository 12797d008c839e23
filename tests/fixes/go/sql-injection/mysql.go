package store

import (
	"fmt"

	"github.com/gin-gonic/gin"
	_ "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
)

const columns = "id, name"

func list(c *gin.Context, db *sqlx.DB) {
	var found []string
	name := c.Query("name")
	_ = db.Select(&found, "SELECT "+columns+" FROM users WHERE age > ? AND name = '"+name+"' AND city = ?", 18, "Ulm")
	_, _ = db.Queryx("SELECT " + columns + " FROM users WHERE name = '" + name + "'")
	_ = db.Get(&found, fmt.Sprintf("SELECT %s FROM users WHERE name = '%s'", columns, name))
	fmt.Println(found)
}
