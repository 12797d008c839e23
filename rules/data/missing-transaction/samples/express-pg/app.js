const express = require('express')
const { Pool } = require('pg')

const pool = new Pool()
const app = express()

app.post('/orders', async (req, res) => {
  const order = await pool.query('INSERT INTO orders (owner) VALUES ($1) RETURNING id', [req.body.owner])
  // ruleid: missing-transaction
  await pool.query('INSERT INTO lines (order_id) VALUES ($1)', [order.rows[0].id])
  res.json(order.rows[0])
})

app.post('/orders/together', async (req, res) => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const order = await client.query('INSERT INTO orders (owner) VALUES ($1) RETURNING id', [req.body.owner])
    // ok: missing-transaction
    await client.query('INSERT INTO lines (order_id) VALUES ($1)', [order.rows[0].id])
    await client.query('COMMIT')
    res.json(order.rows[0])
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
})

app.post('/orders/hidden', async (req, res) => {
  await pool.query('UPDATE orders SET hidden = true WHERE id = $1', [req.body.id])
  // Nobody waits for it, and what goes wrong is only logged.
  // ok: missing-transaction
  removeLines(req.body.id).catch((error) => console.error(`lines: ${error}`))
  res.end()
})

async function removeLines(id) {
  await pool.query('DELETE FROM lines WHERE order_id = $1', [id])
}

app.post('/orders/shown', async (req, res) => {
  await pool.query('UPDATE orders SET hidden = false WHERE id = $1', [req.body.id])
  // ruleid: missing-transaction
  await removeLines(req.body.id).catch((error) => { throw new Error(`lines: ${error}`) })
  res.end()
})

app.listen(3000)
