const express = require('express')
const mongoose = require('mongoose')

const Order = mongoose.model('Order', new mongoose.Schema({ note: String }))
const app = express()

app.post('/orders', async (req, res) => {
  // ruleid: wrong-success-status
  res.json(await Order.create(req.body))
})

app.post('/v2/orders', async (req, res) => {
  // ok: wrong-success-status
  res.status(201).json(await Order.create(req.body))
})

app.post('/orders/:id/cancel', async (req, res) => {
  await Order.updateOne({ _id: req.params.id }, { note: 'cancelled' })
  // ok: wrong-success-status
  res.json({ cancelled: true })
})

app.delete('/orders/:id', async (req, res) => {
  await Order.deleteOne({ _id: req.params.id })
  // ruleid: wrong-success-status
  res.status(200).end()
})

app.delete('/v2/orders/:id', async (req, res) => {
  await Order.deleteOne({ _id: req.params.id })
  // ok: wrong-success-status
  res.status(204).send()
})

app.delete('/v3/orders/:id', async (req, res) => {
  await Order.deleteOne({ _id: req.params.id })
  // ruleid: wrong-success-status
  res.status(204).json({ deleted: true })
})

app.delete('/v4/orders/:id', async (req, res) => {
  await Order.deleteOne({ _id: req.params.id })
  // ok: wrong-success-status
  res.json({ deleted: true })
})

app.listen(3000)
