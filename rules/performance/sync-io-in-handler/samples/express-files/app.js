const express = require('express')
const fs = require('fs')
const { execSync, execFile } = require('child_process')
const bcrypt = require('bcrypt')
const reports = require('./lib/reports')

const app = express()
// ok: sync-io-in-handler
const terms = fs.readFileSync('terms.html', 'utf8')
let imprint
let footer

app.use((req, res, next) => {
  // ruleid: sync-io-in-handler
  fs.appendFileSync('access.log', req.url)
  next()
})

app.get('/terms', (req, res) => {
  res.send(terms)
})

app.get('/terms/fresh', (req, res) => {
  // ruleid: sync-io-in-handler
  res.send(fs.readFileSync('terms.html', 'utf8'))
})

app.get('/imprint', (req, res) => {
  if (!imprint) {
    // ok: sync-io-in-handler
    imprint = fs.readFileSync('imprint.html', 'utf8')
  }
  // ok: sync-io-in-handler
  footer ??= fs.readFileSync('footer.html', 'utf8')
  res.send(imprint + footer)
})

app.get('/terms/async', async (req, res) => {
  // ok: sync-io-in-handler
  res.send(await fs.promises.readFile('terms.html', 'utf8'))
})

app.post('/login', async (req, res) => {
  // ruleid: sync-io-in-handler
  if (!bcrypt.compareSync(req.body.password, res.locals.hash)) return res.sendStatus(401)
  // ok: sync-io-in-handler
  res.json({ again: await bcrypt.compare(req.body.password, res.locals.hash) })
})

app.get('/reports/:name', (req, res) => {
  res.json(reports.load(req.params.name))
})

app.get('/reports/:name/translated', (req, res) => {
  res.json(reports.translated(req.params.name))
})

app.post('/convert', (req, res) => {
  // ruleid: sync-io-in-handler
  execSync('convert in.png out.jpg')
  // ok: sync-io-in-handler
  execFile('convert', ['in.png', 'out.jpg'], () => res.end())
})

app.use((err, req, res, next) => {
  // ruleid: sync-io-in-handler
  fs.appendFileSync('errors.log', err.stack)
  next(err)
})

app.get('/default', (req, res, next, read = fs.readFileSync) => {
  // todoruleid: sync-io-in-handler (a function that is a default argument is not followed)
  res.send(read('terms.html'))
})

app.listen(3000)
