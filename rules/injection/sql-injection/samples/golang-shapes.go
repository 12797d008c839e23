package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/gorilla/mux"
)

func f(db *sql.DB, name string) {
	q := fmt.Sprintf("SELECT id FROM foo where name = '%s'", os.Args[1])
	// ruleid: sql-injection
	db.Query(q)
	// ruleid: sql-injection
	db.Query("SELECT id FROM foo WHERE name = " + os.Args[1])
	// ruleid: sql-injection
	db.Query("SELECT id FROM foo" + os.Args[1])
	// ruleid: sql-injection
	db.QueryRowContext(context.Background(), fmt.Sprintf("SELECT id FROM foo where name = '%s'", name))
	// ruleid: swallowed-error
	tx, _ := db.Begin()
	defer tx.Rollback()
	// ruleid: sql-injection
	// ruleid: ignored-error
	tx.Exec("DELETE FROM foo WHERE name = '" + name + "'")
	// ruleid: sql-injection
	tx.Prepare("SELECT id FROM foo WHERE name = '" + name + "'")
	var buf bytes.Buffer
	buf.WriteString("SELECT id FROM foo WHERE name = '")
	buf.WriteString(name)
	buf.WriteString("'")
	// ruleid: sql-injection
	db.Query(buf.String())
	// ruleid: sql-injection
	db.Query(strings.Join([]string{"SELECT id FROM foo WHERE name = '", name, "'"}, ""))
	// ruleid: sql-injection
	db.Query(strings.Replace("SELECT id FROM foo WHERE name = 'NAME'", "NAME", name, 1))
	var query string
	if name != "" {
		query = fmt.Sprintf("SELECT id FROM foo WHERE name = '%s'", name)
	} else {
		query = "SELECT id FROM foo"
	}
	// ruleid: sql-injection
	db.Query(query)
	query = query + " ORDER BY " + name
	// ruleid: sql-injection
	db.Query(query)
	sqlStr := `SELECT id FROM foo WHERE a = '` + name + `'`
	// ruleid: sql-injection
	stmt, err := db.Prepare(sqlStr)
	_, _ = stmt, err
	// ruleid: sql-injection
	db.Query(fmt.Sprintf("SELECT id FROM foo WHERE a = %v", name))
	// ruleid: sql-injection
	// ruleid: ignored-error
	db.Exec(fmt.Sprintf("SELECT id FROM foo WHERE a = %q", name))
	// ruleid: sql-injection
	run(db, "SELECT id FROM foo WHERE a = '"+name+"'")
	// ruleid: sql-injection
	_ = "SELECT id FROM foo WHERE a = '" + name + "'"
}

func h(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := mux.Vars(r)["id"]
		// ruleid: sql-injection
		db.QueryRow("SELECT id FROM foo WHERE id = " + id)
		vars := mux.Vars(r)
		// ruleid: sql-injection
		db.Query(fmt.Sprintf("SELECT id FROM foo WHERE id = %s", vars["id"]))
		c, _ := r.Cookie("x")
		// ruleid: sql-injection
		db.Query("SELECT id FROM foo WHERE id = '" + c.Value + "'")
		// ruleid: ignored-error
		r.ParseForm()
		// ruleid: sql-injection
		// ruleid: ignored-error
		db.Exec("INSERT INTO t VALUES ('" + r.Form.Get("a") + "','" + r.Form["b"][0] + "')")
		// ruleid: sql-injection
		db.Query("SELECT id FROM foo WHERE ua = '" + r.Header.Get("User-Agent") + "'")
		// ruleid: sql-injection
		db.Query(r.FormValue("q"))
	}
}
// ruleid: ignored-error
func run(db *sql.DB, q string) { db.Exec(q) }
