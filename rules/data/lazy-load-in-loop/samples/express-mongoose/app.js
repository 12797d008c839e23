const express = require('express')
const { Schema, model } = require('mongoose')

const app = express()
const Customer = model('Customer', new Schema({ name: String }))
const Order = model('Order', new Schema({ customer: { type: Schema.Types.ObjectId, ref: 'Customer' } }))

app.get('/orders', async (req, res) => {
  const orders = await Order.find().limit(50)
  for (const order of orders) {
    // ruleid: lazy-load-in-loop
    await order.populate('customer')
  }
  res.json(orders)
})

app.get('/orders/mapped', async (req, res) => {
  const orders = await Order.find().limit(50)
  // ruleid: lazy-load-in-loop
  res.json(await Promise.all(orders.map((order) => order.populate({ path: 'customer' }))))
})

app.get('/orders/loaded', async (req, res) => {
  // ok: lazy-load-in-loop
  const orders = await Order.find().limit(50).populate('customer')
  res.json(orders.map((order) => order.customer.name))
})

app.get('/orders/together', async (req, res) => {
  const orders = await Order.find().limit(50)
  // One query for all of them.
  // ok: lazy-load-in-loop
  await Order.populate(orders, { path: 'customer' })
  res.json(orders)
})

app.get('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id)
  // ok: lazy-load-in-loop
  await order.populate('customer')
  res.json(order)
})
