import Fastify from 'fastify'
import { Pool } from 'pg'

const app = Fastify()
const pool = new Pool()

app.post<{ Body: { skus: string[] } }>('/lines', async (request) => {
  for (const sku of request.body.skus) {
    // ruleid: row-by-row-write
    await pool.query('INSERT INTO lines (sku) VALUES ($1)', [sku])
  }
})

app.post<{ Body: { skus: string[] } }>('/lines/together', async (request) => {
  // ok: row-by-row-write
  await pool.query('INSERT INTO lines (sku) SELECT unnest($1::text[])', [request.body.skus])
})

app.listen({ port: 3000 })
