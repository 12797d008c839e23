import Fastify from 'fastify'
import pg from 'pg'

const app = Fastify()
const pool = new pg.Pool()
const paging = {
  querystring: {
    type: 'object',
    properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
  },
}
const open = { querystring: { type: 'object', properties: { limit: { type: 'integer', default: 20 } } } }

// ruleid: unbounded-page-size
app.get('/orders', async (request) => {
  const { rows } = await pool.query('SELECT id, state FROM orders ORDER BY id LIMIT $1', [request.query.limit])
  return rows
})

// ruleid: unbounded-page-size
app.get('/open/orders', { schema: open }, async (request) => {
  const { rows } = await pool.query('SELECT id, state FROM orders ORDER BY id LIMIT $1', [request.query.limit])
  return rows
})

// ok: unbounded-page-size
app.get('/schema/orders', { schema: paging }, async (request) => {
  const { rows } = await pool.query('SELECT id, state FROM orders ORDER BY id LIMIT $1', [request.query.limit])
  return rows
})

// ok: unbounded-page-size
app.get('/state/orders', async (request) => {
  const { rows } = await pool.query('SELECT id FROM orders WHERE state = $1 LIMIT $2', [request.query.state, 20])
  return rows
})

app.listen({ port: 3000 })
