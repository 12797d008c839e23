import express from 'express'
import openDatabase from './db.js'

const app = express()
const db = openDatabase('files.sqlite')

// Every statement goes through one function: that one of them has a limit says nothing of the others.
// ok: unbounded-page-size
app.get('/files/current', (req, res) => {
  const token = req.headers['x-file-token']
  res.json(db.first('SELECT id, name FROM files WHERE token = ?', [token]))
})

// ok: unbounded-page-size
app.get('/files/latest', (req, res) => {
  res.json(db.all('SELECT id, name FROM files ORDER BY id DESC LIMIT ?', [20]))
})

// ruleid: unbounded-page-size
app.get('/files', (req, res) => {
  res.json(db.all('SELECT id, name FROM files LIMIT ?', [req.query.limit]))
})

app.listen(3000)
