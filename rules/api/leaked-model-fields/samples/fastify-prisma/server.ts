import Fastify from 'fastify'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const fastify = Fastify()

fastify.get('/customers', async () => {
  // ruleid: leaked-model-fields
  return prisma.customer.findMany({ take: 50 })
})

fastify.get('/v2/customers', { schema: { response: { 200: { type: 'array', items: { $ref: 'customer#' } } } } }, async () => {
  // ok: leaked-model-fields
  return prisma.customer.findMany({ take: 50 })
})

fastify.listen({ port: 3000 })
