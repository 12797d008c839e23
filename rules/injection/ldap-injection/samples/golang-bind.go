package bind

import (
	"errors"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

func signIn(l *ldap.Conn, username, password string) error {
	request := ldap.NewSearchRequest("dc=example,dc=com", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		"(uid="+ldap.EscapeFilter(username)+")", []string{"dn"}, nil)
	found, err := l.Search(request)
	if err != nil || len(found.Entries) != 1 {
		return errors.New("unknown")
	}
	// ok: ldap-injection
	return l.Bind(found.Entries[0].DN, password)
}

func signInDirectly(l *ldap.Conn, username, password string) error {
	// ruleid: ldap-injection
	return l.Bind("uid="+username+",dc=example,dc=com", password)
}

func handle(l *ldap.Conn) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, password := r.PostFormValue("name"), r.PostFormValue("password")
		if signIn(l, name, password) != nil && signInDirectly(l, name, password) != nil {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}
