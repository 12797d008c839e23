import { Hono } from 'hono';
import Mustache from 'mustache';

const app = new Hono();

app.get('/hello', (c) => {
  const name = c.req.query('name');
  // ruleid: template-injection
  const page = Mustache.render('Hello ' + name, {});
  // ok: template-injection
  const safe = Mustache.render('Hello {{name}}', { name });
  // ruleid: unescaped-html
  return c.html(page + safe);
});

export default app;
