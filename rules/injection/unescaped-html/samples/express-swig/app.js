const express = require('express')
const swig = require('swig')

const app = express()
app.engine('html', require('consolidate').swig)
// ruleid: unescaped-html
swig.setDefaults({ autoescape: false })

app.get('/hello', (req, res) => res.render('greets', { name: req.query.name, place: 'here' }))
