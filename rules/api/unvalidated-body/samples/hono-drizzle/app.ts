import { zValidator } from '@hono/zod-validator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Hono } from 'hono'
import { z } from 'zod'
import { notes } from './schema'

const db = drizzle(process.env.DATABASE_URL!)
const app = new Hono()

// ruleid: unvalidated-body
app.post('/notes', async (c) => {
  const { text } = await c.req.json()
  await db.insert(notes).values({ text })
  return c.body(null, 201)
})

// ok: unvalidated-body
app.post('/validated/notes', zValidator('json', z.object({ text: z.string() })), async (c) => {
  const { text } = c.req.valid('json')
  await db.insert(notes).values({ text })
  return c.body(null, 201)
})

export default app
