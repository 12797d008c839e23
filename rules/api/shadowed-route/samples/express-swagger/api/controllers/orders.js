const mongoose = require('mongoose')

const Order = mongoose.model('Order', new mongoose.Schema({ state: String }))

module.exports = { create, show, open }

async function create(req, res) {
  res.status(201).json(await Order.create({ state: req.body.state }))
}

async function show(req, res) {
  const order = await Order.findById(req.swagger.params.id.value)
  if (!order) return res.status(404).json({ message: 'no such order' })
  res.json(order)
}

async function open(req, res) {
  res.json(await Order.find({ state: 'open' }).limit(50))
}
