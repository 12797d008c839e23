const express = require('express')
const createError = require('http-errors')

// ok: inconsistent-error-format
const app = express()
app.get('/orders', (req, res) => {
  if (!req.query.owner) return res.status(400).json({ success: false, message: 'no owner' })
  res.json([])
})
app.get('/orders/:id', (req, res, next) => {
  if (!req.params.id) return res.status(400).json({ message: 'no id' })
  if (req.params.id === '0') return next(createError(404, 'no such order'))
  if (req.params.id === '1') return res.status(403).json({ message: 'not yours', code: 'forbidden' })
  res.json({})
})
app.post('/orders', (req, res) => {
  if (!req.body.note) return res.status(422).json({ errors: [{ path: 'note', message: 'missing' }] })
  if (req.body.note === '') return res.status(400).json({ message: 'empty' })
  if (req.body.note === '?') return res.status(409).json({ message: 'there is one' })
  res.status(201).json({})
})
app.delete('/orders/:id', (req, res) => {
  if (!req.params.id) return res.status(400).json({ message: 'no id' })
  res.sendStatus(404)
})
app.use((err, req, res, next) => res.status(err.status || 500).json({ message: err.message }))
app.listen(3000)
