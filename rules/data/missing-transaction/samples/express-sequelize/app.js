const express = require('express')
const { DataTypes, Sequelize } = require('sequelize')

const sequelize = new Sequelize(process.env.DATABASE_URL)
const Order = sequelize.define('Order', { owner: DataTypes.INTEGER })
const Line = sequelize.define('Line', { orderId: DataTypes.INTEGER })
const app = express()

app.post('/orders', async (req, res) => {
  const order = await Order.create({ owner: req.body.owner })
  // ruleid: missing-transaction
  await Line.create({ orderId: order.id })
  res.json(order)
})

app.post('/orders/managed', async (req, res) => {
  const order = await sequelize.transaction(async (transaction) => {
    const made = await Order.create({ owner: req.body.owner }, { transaction })
    // ok: missing-transaction
    await Line.create({ orderId: made.id }, { transaction })
    return made
  })
  res.json(order)
})

app.post('/orders/by-model', async (req, res) => {
  const order = await Order.sequelize?.transaction(async (t) => {
    const made = await Order.create({ owner: req.body.owner }, { transaction: t })
    // ok: missing-transaction
    await Line.create({ orderId: made.id }, { transaction: t })
    return made
  })
  res.json(order)
})

app.post('/orders/unmanaged', async (req, res) => {
  const transaction = await sequelize.transaction()
  try {
    const order = await Order.create({ owner: req.body.owner }, { transaction })
    // ok: missing-transaction
    await Line.create({ orderId: order.id }, { transaction })
    await transaction.commit()
    res.json(order)
  } catch (error) {
    await transaction.rollback()
    throw error
  }
})

async function told (order) {
  order.told = true
  await order.save()
}

app.post('/orders/apart', async (req, res) => {
  const order = await Order.create({ owner: req.body.owner })
  // ok: missing-transaction
  told(order)
  // ok: missing-transaction
  Line.create({ orderId: order.id })
  res.json(order)
})

app.post('/orders/:id', async (req, res) => {
  const order = await Order.findByPk(req.params.id)
  if (req.body.action === 'move') {
    await Order.update({ owner: req.body.owner }, { where: { id: order.id } })
  }
  if (req.body.action === 'add') {
    // ok: missing-transaction
    await Line.create({ orderId: order.id })
  }
  res.json(order)
})

async function getLines (orderId) {
  const lines = await Line.findAll({ where: { orderId } })
  // ok: missing-transaction
  return lines.length ? lines : [await Line.create({ orderId })]
}

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findByPk(req.params.id)
  await order.update({ owner: req.body.owner })
  // ok: missing-transaction
  res.json(await getLines(order.id))
})

app.post('/jobs', async (req, res) => {
  const order = await Order.create({ owner: req.body.owner })
  setInterval(async () => {
    // ok: missing-transaction
    await Line.create({ orderId: order.id })
  }, 1000)
  res.json(order)
})

app.listen(3000)
