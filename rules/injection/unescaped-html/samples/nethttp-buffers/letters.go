package main

import "text/template"

var letter = template.Must(template.New("letter").Parse(`<p>Dear {{.User}}, {{.Message}}</p>`))
