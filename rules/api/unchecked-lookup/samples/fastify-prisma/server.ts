import Fastify from 'fastify'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const app = Fastify()

app.get('/orders/:id', async (request, reply) => {
  const { id } = request.params as { id: string }
  // ruleid: unchecked-lookup
  return prisma.order.findUnique({ where: { id } })
})

app.delete('/orders/:id', async (request, reply) => {
  const { id } = request.params as { id: string }
  // ruleid: unchecked-lookup
  const order = await prisma.order.findFirst({ where: { id } })
  if (order!.locked) return reply.code(409).send()
  await prisma.order.delete({ where: { id } })
  return { ok: true }
})

app.get('/throws/:id', async (request, reply) => {
  const { id } = request.params as { id: string }
  // ok: unchecked-lookup
  return prisma.order.findUniqueOrThrow({ where: { id } })
})

app.get('/coalesced/:id', async (request, reply) => {
  const { id } = request.params as { id: string }
  // ok: unchecked-lookup
  const order = await prisma.order.findUnique({ where: { id } })
  if (order === null) {
    return reply.code(404).send({ error: 'no such order' })
  }
  return order
})

app.listen({ port: 3000 })
