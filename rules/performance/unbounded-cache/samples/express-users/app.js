const express = require('express')
const users = require('./lib/users')

const app = express()
const counts = {}

app.get('/users/:id', async (req, res) => {
  // ruleid: unbounded-cache
  counts[req.params.id] = (counts[req.params.id] || 0) + 1
  const result = {}
  const name = req.params.id
  // ok: unbounded-cache
  result[name] = await users.find(name)
  res.json(result)
})

app.get('/mails/:mail', async (req, res) => {
  const user = await users.findByMail(req.params.mail)
  users.login(req.get('token'), user)
  res.json({ ...user, avatar: users.avatars(user.id) })
})

app.post('/logout', (req, res) => {
  users.logout(req.get('token'))
  res.end()
})

app.listen(3000)
