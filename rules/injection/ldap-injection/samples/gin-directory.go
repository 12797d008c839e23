package directory

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-ldap/ldap/v3"
)

func find(conn *ldap.Conn, filter string) (*ldap.SearchResult, error) {
	// ruleid: ldap-injection
	return conn.Search(ldap.NewSearchRequest("dc=example,dc=org", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false, filter, nil, nil))
}

func routes(r *gin.Engine, conn *ldap.Conn) {
	r.GET("/members/:uid", func(c *gin.Context) {
		found, err := find(conn, "(uid="+c.Param("uid")+")")
		if err != nil {
			c.Status(http.StatusBadGateway)
			return
		}
		c.JSON(http.StatusOK, found.Entries)
	})
	r.GET("/groups", func(c *gin.Context) {
		// ok: ldap-injection
		found, _ := conn.Search(ldap.NewSearchRequest("dc=example,dc=org", 2, 0, 0, 0, false, "(objectClass=group)", nil, nil))
		c.JSON(http.StatusOK, found.Entries)
	})
}
