import { zValidator } from '@hono/zod-validator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Hono } from 'hono'
import { z } from 'zod'
import { notes } from './schema'

const db = drizzle(process.env.DATABASE_URL!)
const app = new Hono()

// ruleid: unbounded-page-size
app.get('/notes', async (c) => {
  const limit = Number(c.req.query('limit') ?? 20)
  return c.json(await db.select().from(notes).limit(limit))
})

// ok: unbounded-page-size
app.get('/validated/notes', zValidator('query', z.object({ limit: z.coerce.number().max(100) })), async (c) => {
  const { limit } = c.req.valid('query')
  return c.json(await db.select().from(notes).limit(limit))
})

export default app
