const express = require('express')
const ejs = require('ejs')
const Mustache = require('mustache')

const app = express()

app.get('/a', (req, res) => {
  // ruleid: unescaped-html
  const page = ejs.render('<h1><%- name %></h1>', { name: req.query.name })
  res.render('shell', { page: 'a' })
})

app.get('/b', (req, res) => {
  // ok: unescaped-html
  const page = ejs.render('<h1><%= name %></h1>', { name: req.query.name })
  res.render('shell', { page: 'b' })
})

app.get('/c', (req, res) => {
  // ruleid: unescaped-html
  const page = Mustache.render('<h1>{{{name}}}</h1>', { name: req.query.name })
  res.render('shell', { page: 'c' })
})
