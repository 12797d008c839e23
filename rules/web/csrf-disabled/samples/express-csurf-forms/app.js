const express = require('express')
const csrf = require('csurf')

const app = express()
app.use(require('cookie-parser')())
app.use(csrf({ cookie: true }))

app.get('/settings', (req, res) => res.render('settings', { csrfToken: req.csrfToken() }))
app.post('/settings', (req, res) => res.redirect('/settings'))
app.listen(3000)
