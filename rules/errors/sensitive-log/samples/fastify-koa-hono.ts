import Fastify from 'fastify';
import Koa from 'koa';
import pino from 'pino';
import { Hono } from 'hono';

const fastify = Fastify({ logger: true });
const koa = new Koa();
const hono = new Hono();
const logger = pino();

fastify.post('/login', async (request, reply) => {
  const { password } = request.body as { password: string };
  // ruleid: sensitive-log
  request.log.info({ password }, 'login');
  // ruleid: sensitive-log
  request.log.info(request.body);
  // ruleid: sensitive-log
  fastify.log.debug({ headers: request.headers });
  // ok: sensitive-log
  request.log.info({ id: request.id }, 'login');
  return reply.send({});
});

koa.use(async (ctx, next) => {
  // pedantic: sensitive-log
  logger.info(ctx.request.body);
  // ruleid: sensitive-log
  logger.info({ cookie: ctx.headers.authorization });
  // ok: sensitive-log
  logger.info({ path: ctx.path, status: ctx.status });
  await next();
});

hono.post('/login', async (c) => {
  const body = await c.req.json();
  // ruleid: sensitive-log
  console.log('login', body);
  // ruleid: sensitive-log, log-injection
  console.log('login', body.apiKey);
  // ok: sensitive-log
  // ruleid: log-injection
  console.log('login', body.email);
  return c.json({});
});
