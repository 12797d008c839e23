import { Hono } from 'hono';
import { db } from './db';
import { posts } from './schema';

const app = new Hono();

app.post('/posts', async (c) => {
  const body = await c.req.json();
  // ruleid: mass-assignment
  await db.insert(posts).values(body);
  // ok: mass-assignment
  await db.insert(posts).values({ title: body.title });
  return c.json({});
});

app.put('/posts', async (c) => {
  const input = c.req.valid('json');
  // ok: mass-assignment
  await db.insert(posts).values(input);
  return c.json({});
});
