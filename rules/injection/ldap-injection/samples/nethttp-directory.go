package directory

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

const base = "ou=people,dc=example,dc=org"

type server struct {
	conn *ldap.Conn
}

func (s *server) people(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	request := ldap.NewSearchRequest(
		base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		// ruleid: ldap-injection
		fmt.Sprintf("(&(objectClass=person)(cn=%s))", name),
		[]string{"cn"}, nil,
	)
	found, err := s.conn.Search(request)
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	fmt.Fprintln(w, len(found.Entries))
}

func (s *server) safe(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	request := ldap.NewSearchRequest(
		base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		// ok: ldap-injection
		fmt.Sprintf("(cn=%s)", ldap.EscapeFilter(name)),
		[]string{"cn"}, nil,
	)
	found, _ := s.conn.Search(request)
	fmt.Fprintln(w, len(found.Entries))
}

func (s *server) entry(w http.ResponseWriter, r *http.Request) {
	uid := r.PathValue("uid")
	// ruleid: ldap-injection
	request := &ldap.SearchRequest{BaseDN: base, Filter: "(uid=" + uid + ")"}
	found, _ := s.conn.Search(request)
	fmt.Fprintln(w, len(found.Entries))
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	// ruleid: ldap-injection
	err := s.conn.Del(ldap.NewDelRequest("uid="+r.FormValue("uid")+","+base, nil))
	// ok: ldap-injection
	err = s.conn.Del(ldap.NewDelRequest("uid="+ldap.EscapeDN(r.FormValue("uid"))+","+base, nil))
	fmt.Fprintln(w, err == nil)
}
