package main

import "html/template"

type notice struct {
	User    string
	Message string
}

var failed = template.Must(template.New("failed").Parse(`<!DOCTYPE html><p>{{.Message}}, {{.User}}</p>`))

var pages = template.Must(template.ParseGlob("pages/*.html"))
