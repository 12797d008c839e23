import Database from 'better-sqlite3'

class Statements {
  constructor(db) {
    this.db = db
  }

  all(sql, params = []) {
    const stmt = this.db.prepare(sql)
    return stmt.all(...params)
  }

  first(sql, params = []) {
    const rows = this.all(sql, params)
    return rows.length === 0 ? null : rows[0]
  }
}

export default function openDatabase(file) {
  return new Statements(new Database(file))
}
