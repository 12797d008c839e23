const express = require('express')
const knex = require('knex')({ client: 'pg' })

const app = express()

app.post('/orders', async (req, res) => {
  const [id] = await knex('orders').insert({ owner: req.body.owner })
  // ruleid: missing-transaction
  await knex('lines').insert({ order_id: id })
  res.json({ id })
})

app.post('/orders/together', async (req, res) => {
  await knex.transaction(async (trx) => {
    const [id] = await trx('orders').insert({ owner: req.body.owner })
    // ok: missing-transaction
    await trx('lines').insert({ order_id: id })
  })
  res.json({})
})

app.post('/orders/either', async (req, res) => {
  if (req.body.order) {
    await knex('lines').insert({ order_id: req.body.order })
  } else {
    // ok: missing-transaction
    await knex('orders').insert({ owner: req.body.owner })
  }
  res.json({})
})

app.listen(3000)
