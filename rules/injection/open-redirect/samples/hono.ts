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

app.post('/clean', async (c) => {
  const form = await c.req.formData();
  const before = form.get('before');
  const done: URL = new URL('/pictures', new URL(c.req.url).origin);
  done.searchParams.set('before', String(before));
  done.hash = 'cleaned';
  // ok: open-redirect
  return c.redirect(done);
});

app.post('/back', async (c) => {
  const form = await c.req.formData();
  const back = new URL(String(form.get('next')), c.req.url);
  back.searchParams.set('done', '1');
  // ruleid: open-redirect
  return c.redirect(back);
});
