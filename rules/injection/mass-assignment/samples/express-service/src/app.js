const express = require('express')
const { z } = require('zod')
const users = require('./user.service')

const app = express()
app.use(express.json())
const NewUser = z.object({ name: z.string() })

app.post('/users', async (req, res) => {
  res.status(201).json(await users.createUser(req.body))
})

app.patch('/users/:id', async (req, res) => {
  res.json(await users.updateUser(req.params.id, req.body))
})

app.post('/named/users', async (req, res) => {
  res.status(201).json(await users.createNamed(req.body))
})

app.post('/parsed/users', async (req, res) => {
  res.status(201).json(await users.createParsed(NewUser.parse(req.body)))
})

app.post('/notes', async (req, res) => {
  res.status(201).json(await users.note(req.body))
})

app.listen(3000)
