package service

import "database/sql"

type Report struct {
	db    *sql.DB
	group string
}

func NewReport(db *sql.DB, group string) *Report {
	r := &Report{db: db}
	r.group = group
	return r
}

func (r *Report) Run() (*sql.Rows, error) {
	// ruleid: sql-injection
	return r.db.Query("SELECT count(*) FROM orders GROUP BY " + r.group)
}

type SafeReport struct {
	db    *sql.DB
	group string
}

func column(name string) string {
	switch name {
	case "customer":
		return "customer_id"
	default:
		return "day"
	}
}

func NewSafeReport(db *sql.DB, group string) *SafeReport {
	return &SafeReport{db: db, group: column(group)}
}

func (r *SafeReport) Run() (*sql.Rows, error) {
	// ok: sql-injection
	return r.db.Query("SELECT count(*) FROM orders GROUP BY " + r.group)
}
