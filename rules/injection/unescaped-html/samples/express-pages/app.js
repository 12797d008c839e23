const express = require('express')
const { SearchService } = require('./services')
const { Memory } = require('./store/memory')
const { Page } = require('./pages/page')

const app = express()
const search = new SearchService(new Memory())

app.get('/search', (req, res) => {
  const page = new Page(search.heading(req.query.q))
  page.send(res)
})

app.get('/search/escaped', (req, res) => {
  const page = new Page(search.escapedHeading(req.query.q))
  page.sendEscaped(res)
})

app.get('/count', (req, res) => {
  const page = new Page(search.amount(req.query.q))
  page.sendAmount(res)
})

module.exports = app
