const fastify = require('fastify')

const app = fastify()
app.register(require('fastify-graceful-shutdown'))
app.get('/', async () => ({ ok: true }))

// ok: missing-graceful-shutdown
app.listen({ port: 3000 })
