package main

type Purpose string

const everyone = "*"

const Original Purpose = "original"

type listOptions struct {
	stableSort string
	search     string
}

var listed = []listOptions{
	{stableSort: "id"},
	{stableSort: "inventory_id"},
}
