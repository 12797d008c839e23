package main

import (
	"fmt"
	"net/http"

	"github.com/antchfx/htmlquery"
	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"
	"github.com/gin-gonic/gin"
	"github.com/go-ldap/ldap/v3"
	"github.com/labstack/echo/v4"
	"gopkg.in/xmlpath.v2"
)

var conn *ldap.Conn
var doc *xmlquery.Node

func search(w http.ResponseWriter, r *http.Request) {
	req := ldap.NewSearchRequest(
		"dc=example,dc=com", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		// ruleid: ldap-injection
		fmt.Sprintf("(&(objectClass=person)(uid=%s))", r.FormValue("uid")),
		[]string{"dn"}, nil)
	conn.Search(req)
}

func searchSafe(w http.ResponseWriter, r *http.Request) {
	req := ldap.NewSearchRequest(
		"dc=example,dc=com", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		// ok: ldap-injection
		fmt.Sprintf("(&(objectClass=person)(uid=%s))", ldap.EscapeFilter(r.FormValue("uid"))),
		[]string{"dn"}, nil)
	conn.Search(req)
}

func structRequest(c *gin.Context) {
	filter := "(cn=" + c.Query("cn") + ")"
	// ruleid: ldap-injection
	req := &ldap.SearchRequest{BaseDN: "dc=x", Filter: filter}
	conn.Search(req)
}

func bind(c echo.Context) error {
	// ruleid: ldap-injection
	return conn.Bind("uid="+c.FormValue("user")+",ou=people,dc=x", c.FormValue("password"))
}

func bindSafe(c echo.Context) error {
	// ok: ldap-injection
	return conn.Bind("uid="+ldap.EscapeDN(c.FormValue("user"))+",ou=people,dc=x", c.FormValue("password"))
}

func baseDN(c *gin.Context) {
	// ruleid: ldap-injection
	req := ldap.NewSearchRequest("ou="+c.Query("ou")+",dc=x", 2, 0, 0, 0, false, "(a=b)", nil, nil)
	conn.SearchWithPaging(req, 10)
}

func dirFilter(uid string) string { return "(uid=" + uid + ")" }

func viaHelper(c *gin.Context) {
	f := dirFilter(c.Param("uid"))
	// ruleid: ldap-injection
	req := ldap.NewSearchRequest("dc=x", 2, 0, 0, 0, false, f, nil, nil)
	conn.Search(req)
	// ok: ldap-injection
	req = ldap.NewSearchRequest("dc=x", 2, 0, 0, 0, false, dirFilter("admin"), nil, nil)
	conn.Search(req)
}

func xp(c *gin.Context) {
	// ruleid: xpath-injection
	n := xmlquery.FindOne(doc, "//user[@name='"+c.Query("name")+"']")
	_ = n
	// ruleid: xpath-injection
	xmlquery.Find(doc, fmt.Sprintf("//user[@name='%s']", c.Query("name")))
	// ok: xpath-injection
	xmlquery.Find(doc, "//user[@name='root']")
	// ruleid: xpath-injection
	e, err := xpath.Compile("//user[name='" + c.PostForm("n") + "']")
	_, _ = e, err
	// ruleid: xpath-injection
	xmlquery.QueryAll(doc, c.PostForm("expr"))
	// ruleid: xpath-injection
	htmlquery.Find(nil, "//a[@id='"+c.Param("id")+"']")
	// ruleid: xpath-injection
	p := xmlpath.MustCompile("/library/book[isbn='" + c.Param("isbn") + "']")
	_ = p
}

func main() {
	http.HandleFunc("/a", search)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
