const fastify = require('fastify')()

fastify.get('/orders/:id', async (request, reply) => {
  const order = await fastify.store.find(request.params.id)
  if (!order) {
    // ruleid: error-with-success-status
    return { error: 'no such order' }
  }
  return order
})

fastify.put('/orders/:id', async (request, reply) => {
  try {
    return await fastify.store.replace(request.params.id, request.body)
  } catch (err) {
    // ruleid: error-with-success-status
    return reply.send({ success: false, message: err.message })
  }
})

fastify.delete('/orders/:id', async (request, reply) => {
  try {
    await fastify.store.remove(request.params.id)
    return reply.code(204).send()
  } catch (err) {
    // ok: error-with-success-status
    return reply.code(404).send({ success: false, message: err.message })
  }
})

fastify.patch('/orders/:id', async (request, reply) => {
  const { data, error } = await fastify.store.change(request.params.id, request.body)
  if (error) {
    request.log.error({ error })
    reply.code(404)
    // ok: error-with-success-status
    return { error: error.message }
  }
  return data
})

fastify.put('/orders/:id/owner', async (request, reply) => {
  try {
    return await fastify.store.handOver(request.params.id, request.body)
  } catch (err) {
    reply.statusCode = 500
    // ok: error-with-success-status
    reply.send({ success: false, message: err.message })
  }
})

fastify.listen({ port: 3000 })
