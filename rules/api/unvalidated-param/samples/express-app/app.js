const express = require('express')

const app = express()

app.get('/orders/:id', (req, res) => {
  // ruleid: unvalidated-param
  const id = Number(req.params.id)
  res.json({ id })
})

app.get('/checked/orders/:id', (req, res) => {
  // ok: unvalidated-param
  const id = parseInt(req.params.id, 10)
  if (Number.isNaN(id)) return res.status(400).end()
  res.json({ id })
})

app.get('/orders', (req, res) => {
  // ok: unvalidated-param
  const page = Number(req.query.page) || 1
  res.json({ page })
})

app.listen(3000)
