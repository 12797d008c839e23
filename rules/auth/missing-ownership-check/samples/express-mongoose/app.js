const express = require('express')
const mongoose = require('mongoose')
const { requireUser, requireRole } = require('./auth')
const Order = mongoose.model('Order', new mongoose.Schema({ owner: String, status: String }))
const Page = mongoose.model('Page', new mongoose.Schema({ title: String }))

const app = express()
app.use(express.json())

app.get('/orders', requireUser, async (req, res) => {
  res.json(await Order.find({ owner: req.user.id }).limit(50))
})

app.post('/orders', requireUser, async (req, res) => {
  res.status(201).json(await Order.create({ ...req.body, owner: req.user.id }))
})

// ruleid: missing-ownership-check
app.delete('/orders/:id', requireUser, async (req, res) => {
  await Order.findByIdAndDelete(req.params.id)
  res.sendStatus(204)
})

// ruleid: missing-ownership-check
app.put('/orders/:id', requireUser, async (req, res) => {
  const { id } = req.params
  const order = await Order.findById(id)
  if (!order) return res.sendStatus(404)
  order.status = req.body.status
  await order.save()
  res.json(order)
})

// ok: missing-ownership-check
app.patch('/orders/:id', requireUser, async (req, res) => {
  const order = await Order.findById(req.params.id)
  if (!order || order.owner !== req.user.id) return res.sendStatus(404)
  order.status = req.body.status
  await order.save()
  res.json(order)
})

// ok: missing-ownership-check
app.delete('/own/:id', requireUser, async (req, res) => {
  const result = await Order.deleteOne({ _id: req.params.id, owner: req.user.id })
  res.sendStatus(result.deletedCount ? 204 : 404)
})

// ok: missing-ownership-check
app.delete('/any/:id', requireRole('support'), async (req, res) => {
  await Order.findByIdAndDelete(req.params.id)
  res.sendStatus(204)
})

// ok: missing-ownership-check
app.put('/pages/:id', requireUser, async (req, res) => {
  res.json(await Page.findByIdAndUpdate(req.params.id, { title: req.body.title }))
})

app.listen(3000)
