import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'

const app = new Hono()
const tokenRequired = bearerAuth({ token: process.env.TOKEN! })

// ok: unauthenticated-route
app.post('/api/v1/apps', async (c) => c.json(await c.req.json(), 201))
app.get('/api/v1/apps/verify_credentials', tokenRequired, (c) => c.json({}))

// ruleid: unauthenticated-route
app.post('/api/v1/notes', async (c) => c.json(await c.req.json(), 201))
app.get('/api/v1/notes/:id', tokenRequired, (c) => c.json({}))

// ruleid: unauthenticated-route
app.post('/api/v1/lists/:id/share', async (c) => c.json({}, 201))
app.get('/api/v1/lists', tokenRequired, (c) => c.json({}))

export default app
