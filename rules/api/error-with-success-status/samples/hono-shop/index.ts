import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { find, replace } from './store'

const app = new Hono()

app.get('/orders/:id', async (c) => {
  const order = await find(c.req.param('id'))
  if (!order) {
    // ruleid: error-with-success-status
    return c.json({ error: 'no such order' })
  }
  return c.json(order)
})

app.put('/orders/:id', async (c) => {
  try {
    return c.json(await replace(c.req.param('id')))
  } catch (err) {
    // ok: error-with-success-status
    return c.json({ error: 'not replaced' }, 409)
  }
})

app.delete('/orders/:id', async (c) => {
  // ok: error-with-success-status
  throw new HTTPException(403, { message: 'error' })
})

export default app
