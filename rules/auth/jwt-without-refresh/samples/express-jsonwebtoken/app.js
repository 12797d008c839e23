const express = require('express')
const jwt = require('jsonwebtoken')

const app = express()

app.post('/login', (req, res) => {
  // ruleid: jwt-without-refresh
  const token = jwt.sign({ sub: req.body.email }, process.env.JWT_KEY, { expiresIn: '8h' })
  res.json({ token })
})

app.listen(3000)
