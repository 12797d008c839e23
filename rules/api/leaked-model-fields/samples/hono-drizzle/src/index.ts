import { Hono } from 'hono'
import { eq } from 'drizzle-orm'
import { db } from './db'
import { users } from './schema'

const app = new Hono()

app.get('/users', async (c) => {
  const found = await db.select().from(users).limit(50)
  // ruleid: leaked-model-fields
  return c.json(found)
})

app.get('/users/:id', async (c) => {
  const [user] = await db.select().from(users).where(eq(users.id, Number(c.req.param('id'))))
  if (!user) return c.json({ message: 'no such user' }, 404)
  // ruleid: leaked-model-fields
  return c.json(user)
})

app.get('/v2/users', async (c) => {
  // ok: leaked-model-fields
  return c.json(await db.select({ id: users.id, email: users.email }).from(users).limit(50))
})

export default app
