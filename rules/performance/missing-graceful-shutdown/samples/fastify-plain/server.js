const fastify = require('fastify')

const app = fastify()
app.get('/', async () => ({ ok: true }))

// ruleid: missing-graceful-shutdown
app.listen({ port: 3000 })
