const fastify = require('fastify')()
const { Pool } = require('pg')

const pool = new Pool()

fastify.post('/prices', async (request) => {
  const prices = []
  for (const sku of request.body.skus) {
    // ruleid: query-in-loop
    const { rows } = await pool.query('SELECT price FROM products WHERE sku = $1', [sku])
    prices.push(rows[0])
  }
  return prices
})

fastify.post('/prices/all', async (request) => {
  // ok: query-in-loop
  const { rows } = await pool.query('SELECT sku, price FROM products WHERE sku = ANY($1)', [request.body.skus])
  return rows.map((row) => row.price)
})

fastify.listen({ port: 3000 })
