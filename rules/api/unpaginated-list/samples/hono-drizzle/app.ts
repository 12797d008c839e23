import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Hono } from 'hono'
import { markers, notes } from './schema'

const db = drizzle(process.env.DATABASE_URL!, { schema: { markers, notes } })
const app = new Hono()

// ok: unpaginated-list
app.get('/markers', signedIn, async (c) => {
  const user = c.get('user')
  return c.json(await db.select().from(markers).where(eq(markers.ownerId, user.id)))
})

// ruleid: unpaginated-list
app.get('/notes', signedIn, async (c) => {
  const user = c.get('user')
  return c.json(await db.select().from(notes).where(eq(notes.ownerId, user.id)))
})

export default app
