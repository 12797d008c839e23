const { ObjectId } = require('mongodb')
const Client = require('./client')
const express = require('express')
const router = express.Router()

router.post('/paid', async (req, res) => {
  const db = req.app.db
  const address = req.body.address
  // ruleid: nosql-injection
  const order = await db.orders.findOne({ paymentId: address })
  if (!order) return res.sendStatus(404)
  // ok: nosql-injection
  await db.orders.updateOne({ _id: order._id }, { $set: { paid: true } })
  const made = await db.transactions.insertOne({ order: order._id, note: String(req.body.note) })
  // ok: nosql-injection
  await db.transactions.findOne({ _id: new ObjectId(made.insertedId), order: order._id })
  res.sendStatus(204)
})

router.post('/clients', async (req, res) => {
  const { brandColor } = req.body
  const client = new Client({ brandColor })
  try {
    await client.save()
  } catch (err) {
    // ok: nosql-injection
    await Client.deleteOne({ _id: client._id })
    // ruleid: nosql-injection
    await Client.deleteOne({ colour: client.brandColor })
    throw err
  }
  res.sendStatus(204)
})

module.exports = router
