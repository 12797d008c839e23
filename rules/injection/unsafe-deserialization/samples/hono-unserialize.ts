import { Hono } from 'hono';
import { deserialize } from 'serialize-to-js';

const app = new Hono();

app.post('/state', async (c) => {
  const text = await c.req.text();
  // ruleid: unsafe-deserialization
  const value = deserialize(text);
  // ok: unsafe-deserialization
  const safe = JSON.parse(text);
  return c.json({ value, safe });
});

export default app;
