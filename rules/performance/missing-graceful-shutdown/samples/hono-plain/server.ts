import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
app.get('/', (c) => c.json({ ok: true }))

// ruleid: missing-graceful-shutdown
serve({ fetch: app.fetch, port: 3000 })
