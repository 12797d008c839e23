import { Hono } from 'hono';

const app = new Hono();

app.get('/fetch', async (c) => {
  const url = c.req.query('url');
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  const response = await fetch(url!);
  return c.body(await response.text());
});

app.get('/proxy/:path', async (c) => {
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  return fetch(`https://origin.example.com/${c.req.param('path')}`);
});
