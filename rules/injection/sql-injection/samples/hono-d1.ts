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

app.delete('/users/:id', async (c) => {
  const { id } = c.req.param();
  // ok: sql-injection
  await c.env.DB.batch([
    c.env.DB.prepare('DELETE FROM mails WHERE user_id IN' + ' (SELECT id FROM users WHERE id = ?)').bind(id),
    c.env.DB.prepare('DELETE FROM users WHERE id = ?').bind(id),
  ]);
  return c.body(null, 204);
});

export default app;
