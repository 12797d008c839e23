import Fastify from 'fastify';
import Koa from 'koa';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { store } from './store';

const fastify = Fastify({ logger: true });
const koa = new Koa();
const hono = new Hono();

fastify.post('/items', async (request, reply) => {
  try {
    await store.insert(request.body);
  } catch (err) {
    request.log.error(err);
    // ruleid: leaked-error-detail
    return reply.code(500).send({ error: (err as Error).message });
  }
  return reply.code(201).send();
});

fastify.setErrorHandler((error, request, reply) => {
  if (error.validation) {
    // ok: leaked-error-detail
    return reply.status(400).send({ error: error.message });
  }
  // ruleid: leaked-error-detail
  return reply.status(500).send(error);
});

fastify.setErrorHandler((error, request, reply) => {
  request.log.error(error);
  // ok: leaked-error-detail
  reply.status(error.statusCode ?? 500).send({ error: 'internal error' });
});

koa.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = err.status || 500;
    // ruleid: leaked-error-detail
    ctx.body = { message: err.message };
    ctx.app.emit('error', err, ctx);
  }
});

koa.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = err.status || 500;
    // ok: leaked-error-detail
    ctx.body = err.expose ? err.message : 'internal error';
  }
});

hono.get('/items/:id', async (c) => {
  try {
    return c.json(await store.find(c.req.param('id')));
  } catch (e) {
    // ruleid: leaked-error-detail
    return c.json({ error: String(e) }, 500);
  }
});

hono.put('/items/:id', async (c) => {
  try {
    return c.json(await store.find(c.req.param('id')));
  } catch (e: any) {
    // ruleid: leaked-error-detail
    throw new HTTPException(500, { message: e.message });
  }
});

hono.onError((err, c) => {
  if (err instanceof HTTPException) {
    // ok: leaked-error-detail
    return c.json({ error: err.message }, err.status);
  }
  // ruleid: leaked-error-detail
  return c.text(`Error: ${err.message}`, 500);
});

koa.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    // ok: leaked-error-detail
    ctx.throw(err);
  }
});

koa.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    // ok: leaked-error-detail
    ctx.throw(500, err.message);
  }
});

koa.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    // ruleid: leaked-error-detail
    ctx.throw(400, err.message);
  }
});

// What it is given are details that the caller has chosen.
export function refused(error?: Record<string, any>) {
  // ok: leaked-error-detail
  return Response.json({ error: { message: 'refused', ...error } }, { status: 400 });
}
