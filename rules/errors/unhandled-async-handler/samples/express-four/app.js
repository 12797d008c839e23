const express = require('express')
const users = require('./users')
const { Order } = require('./models')

const app = express()
app.use(express.json())

// ruleid: unhandled-async-handler
app.use(async (req, res, next) => {
  req.user = await users.byToken(req.get('authorization'))
  next()
})

// ruleid: unhandled-async-handler
app.get('/orders', async (req, res) => {
  const orders = await Order.find()
  res.json(orders)
})

// ok: unhandled-async-handler
app.post('/orders', async (req, res, next) => {
  try {
    res.status(201).json(await Order.create(req.body))
  } catch (err) {
    next(err)
  }
})

// ruleid: unhandled-async-handler
app.put('/orders/:id', async (req, res, next) => {
  const order = await Order.findById(req.params.id)
  try {
    await order.updateOne(req.body)
    res.json(order)
  } catch (err) {
    next(err)
  }
})

// ruleid: unhandled-async-handler
app.delete('/orders/:id', async (req, res) => {
  try {
    await Order.deleteOne({ _id: req.params.id })
    res.sendStatus(204)
  } finally {
    req.done = true
  }
})

// ruleid: unhandled-async-handler
app.patch('/orders/:id', async (req, res) => {
  try {
    res.json(await Order.updateOne({ _id: req.params.id }, req.body))
  } catch (err) {
    throw new Error('not updated')
  }
})

// ok: unhandled-async-handler
app.get('/orders/count', async (req, res, next) => {
  const count = await Order.countDocuments().catch(next)
  if (count !== undefined) res.json({ count })
})

// ok: unhandled-async-handler
app.get('/ready', async (req, res) => {
  await new Promise((resolve) => setTimeout(resolve, 10))
  res.send('ready')
})

// ok: unhandled-async-handler
app.get('/stats', async (req, res) => {
  await users.stats(res)
})

// ok: unhandled-async-handler
app.get('/version', async (req, res) => {
  await res.status(200).send('1')
})

app.get('/users', users.list)
app.post('/users', [users.check, users.create])
app.get('/users/:id', users.show)

app.use((err, req, res, next) => res.status(500).json({ error: 'internal' }))
app.listen(3000)
