package accounts

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"
	"github.com/beevik/etree"
)

type server struct {
	doc *xmlquery.Node
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	user, password := r.FormValue("user"), r.FormValue("password")
	// ruleid: xpath-injection
	found := xmlquery.FindOne(s.doc, "//account[@user='"+user+"' and @password='"+password+"']")
	// ok: xpath-injection
	for _, account := range xmlquery.Find(s.doc, "//account") {
		if account.SelectAttr("user") == user {
			found = account
		}
	}
	fmt.Fprintln(w, found != nil)
}

func (s *server) account(w http.ResponseWriter, r *http.Request) {
	// ruleid: xpath-injection
	expression, err := xpath.Compile(fmt.Sprintf("//account[@user='%s']", r.PathValue("name")))
	number, _ := strconv.Atoi(r.FormValue("number"))
	// ok: xpath-injection
	numbered := xmlquery.FindOne(s.doc, fmt.Sprintf("//account[%d]", number))
	fmt.Fprintln(w, expression != nil, err == nil, numbered != nil)
}

func books(w http.ResponseWriter, r *http.Request) {
	doc := etree.NewDocument()
	if err := doc.ReadFromFile("books.xml"); err != nil {
		http.Error(w, "no books", http.StatusInternalServerError)
		return
	}
	// ruleid: xpath-injection
	found := doc.FindElements("//book[@title='" + r.URL.Query().Get("title") + "']")
	// ok: xpath-injection
	every := doc.FindElements("//book")
	fmt.Fprintln(w, len(found), len(every))
}
