import Fastify from 'fastify';
import Koa from 'koa';
import { Hono } from 'hono';
import { store } from './store';

const fastify = Fastify({ logger: true });
const koa = new Koa();
const hono = new Hono();

fastify.post('/items', async (request, reply) => {
  try {
    await store.insert(request.body);
    // ruleid: swallowed-error
  } catch (e) {
  }
  return reply.code(201).send();
});

koa.use(async (ctx, next) => {
  try {
    await next();
    // ruleid: swallowed-error
  } catch (err) {
    return;
  }
});

koa.use(async (ctx, next) => {
  try {
    await next();
    // ok: swallowed-error
  } catch (err) {
    ctx.status = 500;
    ctx.app.emit('error', err, ctx);
  }
});

hono.get('/items/:id', async (c) => {
  // ruleid: swallowed-error
  const item = await store.find(c.req.param('id')).catch(() => {});
  // ok: swallowed-error
  const session = c.req.header('x') ? decode(c.req.header('x')) : null;
  return c.json({ item, session });
});

function decode(token: string): unknown {
  try {
    return JSON.parse(atob(token));
    // ok: swallowed-error
  } catch {
    return null;
  }
}
