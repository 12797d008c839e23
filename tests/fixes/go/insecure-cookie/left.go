package web

import "github.com/gin-contrib/sessions/cookie"

// The options belong to the store, which has no name here.
func store(key []byte) cookie.Store {
	return cookie.NewStore(key)
}
