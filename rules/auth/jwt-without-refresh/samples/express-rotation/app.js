const express = require('express')
const jwt = require('jsonwebtoken')
const { issueRefreshToken } = require('./tokens')

const app = express()

app.post('/login', async (req, res) => {
  // ok: jwt-without-refresh
  const token = jwt.sign({ sub: req.body.email }, process.env.JWT_KEY, { expiresIn: '2h' })
  res.json({ token, next: await issueRefreshToken(req.body.email) })
})

app.listen(3000)
