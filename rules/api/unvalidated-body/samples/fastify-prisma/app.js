import { PrismaClient } from '@prisma/client'
import Fastify from 'fastify'

const app = Fastify()
const prisma = new PrismaClient()
const schema = { body: { type: 'object', required: ['state'], properties: { state: { type: 'string' } } } }

// ruleid: unvalidated-body
app.post('/orders', async (request) => {
  return prisma.order.create({ data: { state: request.body.state } })
})

// ok: unvalidated-body
app.post('/schema/orders', { schema }, async (request) => {
  return prisma.order.create({ data: { state: request.body.state } })
})

app.listen({ port: 3000 })
