import Fastify from 'fastify';
import Koa from 'koa';
import { Hono } from 'hono';

const app = Fastify();
app.get('/a', async (request) => {
  const { q } = request.query as { q: string };
  // ruleid: backtracking-regex
  return q.split(/(?:;|;;)+$/);
});

const koa = new Koa();
koa.use(async (ctx) => {
  // ruleid: backtracking-regex
  ctx.body = ctx.path.search(/^\/(?:[\w-]+\/?)+\.html$/);
});

const hono = new Hono();
hono.get('/b', (c) => {
  // ok: backtracking-regex
  return c.json(c.req.query('q')?.match(/^[\w.+-]+@[\w-]+\.[\w.-]+$/));
});
