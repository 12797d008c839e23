const express = require('express')
const { Order } = require('./models')

const asyncHandler = (handler) => (req, res, next) =>
  Promise.resolve(handler(req, res, next)).catch(next)

const app = express()

app.get('/orders', asyncHandler(async (req, res) => {
  res.json(await Order.find().limit(20))
}))

app.get('/orders/:id', async (req, res, next) => {
  try {
    res.json(await Order.findById(req.params.id))
  } catch (err) {
    next(err)
  }
})

// posts
app.post('/orders', asyncHandler(async function create(req, res) {
  res.status(201).json(await Order.create({ name: req.body.name }))
}))
