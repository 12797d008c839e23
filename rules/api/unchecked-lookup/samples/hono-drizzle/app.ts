import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Hono } from 'hono'
import * as schema from './schema'
import { notes, pins } from './schema'

const db = drizzle(process.env.DATABASE_URL!, { schema })
const app = new Hono()

app.post('/notes/:id/unpin', async (c) => {
  const id = c.req.param('id')
  const gone = await db.delete(pins).where(eq(pins.noteId, id)).returning()
  if (gone.length < 1) {
    return c.json({ error: 'Record not found' }, 404)
  }
  // ok: unchecked-lookup
  const note = await db.query.notes.findFirst({ where: eq(notes.id, id) })
  return c.json({ text: note!.text })
})

app.post('/notes/:id/pin', async (c) => {
  const id = c.req.param('id')
  try {
    await db.insert(pins).values({ noteId: id })
  } catch (_) {
    return c.json({ error: 'Record not found' }, 404)
  }
  // ok: unchecked-lookup
  const note = await db.query.notes.findFirst({ where: eq(notes.id, id) })
  return c.json({ text: note!.text })
})

app.post('/notes/:id/clear', async (c) => {
  const id = c.req.param('id')
  await db.delete(pins).where(eq(pins.noteId, id))
  // ruleid: unchecked-lookup
  const note = await db.query.notes.findFirst({ where: eq(notes.id, id) })
  return c.json({ text: note!.text })
})

app.get('/notes/:id', async (c) => {
  const id = c.req.param('id')
  // ruleid: unchecked-lookup
  const note = await db.query.notes.findFirst({ where: eq(notes.id, id) })
  return c.json({ text: note!.text })
})

export default app
