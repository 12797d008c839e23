import { Hono } from 'hono';

const app = new Hono();

app.get('/calc', (c) => {
  const expression = c.req.query('expression') ?? '0';
  // ruleid: code-injection
  const result = eval(expression);
  // ok: code-injection
  const value = Number(expression);
  return c.json({ result, value });
});

export default app;
