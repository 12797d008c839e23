const bcrypt = require('bcrypt')
const express = require('express')
const users = require('./users')

const app = express()

app.post('/users', async (req, res) => {
  req.body.password = await bcrypt.hash(req.body.password, 12)
  res.status(201).json(await users.create(req.body))
})

app.post('/guests', async (req, res) => {
  res.status(201).json(await users.createGuest(req.body))
})

app.listen(3000)
