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

app.listen(3000)
