import { Hono } from 'hono';

const app = new Hono<{ Bindings: { DB: D1Database } }>();

app.get('/users', async (c) => {
  const name = c.req.query('name');
  // ruleid: sql-injection
  const a = await c.env.DB.prepare(`SELECT id FROM users WHERE name = '${name}'`).all();
  // ok: sql-injection
  const b = await c.env.DB.prepare('SELECT id FROM users WHERE name = ?').bind(name).all();
  return c.json([a, b]);
});

export default app;
