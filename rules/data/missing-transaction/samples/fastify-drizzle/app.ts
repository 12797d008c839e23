import Fastify from 'fastify'
import { drizzle } from 'drizzle-orm/node-postgres'
import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core'

const orders = pgTable('orders', { id: serial('id').primaryKey(), owner: text('owner') })
const lines = pgTable('lines', { id: serial('id').primaryKey(), orderId: integer('order_id') })
const db = drizzle(process.env.DATABASE_URL!)
const app = Fastify()

app.post('/orders', async (request) => {
  const [order] = await db.insert(orders).values({ owner: request.body.owner }).returning()
  // ruleid: missing-transaction
  await db.insert(lines).values({ orderId: order.id })
  return order
})

app.post('/orders/together', async (request) => {
  return db.transaction(async (tx) => {
    const [order] = await tx.insert(orders).values({ owner: request.body.owner }).returning()
    // ok: missing-transaction
    await tx.insert(lines).values({ orderId: order.id })
    return order
  })
})

app.listen({ port: 3000 })
