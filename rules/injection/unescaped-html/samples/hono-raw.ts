import { Hono } from 'hono';
import { html, raw } from 'hono/html';

const app = new Hono();

app.get('/raw', (c) => {
  const name = c.req.query('name') ?? '';
  // ruleid: unescaped-html
  return c.html(html`<h1>${raw(name)}</h1>`);
});

app.get('/escaped', (c) => {
  // ok: unescaped-html
  return c.html(html`<h1>${c.req.query('name')}</h1>`);
});
