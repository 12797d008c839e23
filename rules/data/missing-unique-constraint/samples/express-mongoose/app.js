const express = require('express')
const { claim, invite, register } = require('./service')

const app = express()

app.post('/users', async (req, res) => {
  res.json(await register(req.body.email))
})

app.post('/handles', async (req, res) => {
  res.json(await claim(req.body.handle))
})

app.post('/invitations', async (req, res) => {
  res.json(await invite(req.body.name))
})

app.listen(3000)
