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

fastify.listen({ port: 3000 })
