import { Hono } from 'hono';

const app = new Hono();

app.get('/go', (c) => {
  // ruleid: open-redirect
  return c.redirect(c.req.query('url') ?? '/');
});

app.get('/user/:id', (c) => {
  // ok: open-redirect
  return c.redirect(`/users/${c.req.param('id')}`, 301);
});
