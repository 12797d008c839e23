import Fastify from 'fastify';
import fastifyCors from '@fastify/cors';
import Koa from 'koa';
import koaCors from '@koa/cors';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

const fastify = Fastify();
// ruleid: permissive-cors
fastify.register(fastifyCors);
// ruleid: permissive-cors
fastify.register(fastifyCors, { origin: true });
// ruleid: permissive-cors
await fastify.register(import('@fastify/cors'), { origin: '*' });
// ok: permissive-cors
fastify.register(fastifyCors, { origin: ['https://app.example.com'] });
fastify.get('/', async (request, reply) => {
  // ruleid: permissive-cors
  reply.header('Access-Control-Allow-Origin', '*');
  return {};
});

const koa = new Koa();
// ruleid: permissive-cors
koa.use(koaCors());
// ruleid: permissive-cors
koa.use(koaCors({ origin: (ctx) => ctx.get('Origin'), credentials: true }));
// ok: permissive-cors
koa.use(koaCors({ origin: 'https://app.example.com' }));
koa.use(async (ctx, next) => {
  // ruleid: permissive-cors
  ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));
  await next();
});

const hono = new Hono();
// ruleid: permissive-cors
hono.use('*', cors());
// ruleid: permissive-cors
hono.use('/api/*', cors({ origin: (origin) => origin, credentials: true }));
// ok: permissive-cors
hono.use('/api/*', cors({ origin: 'https://app.example.com' }));
// ok: permissive-cors
hono.use('/api/*', cors({ origin: (origin) => (origin.endsWith('.example.com') ? origin : 'https://example.com') }));
hono.get('/', (c) => {
  // ruleid: permissive-cors
  c.header('Access-Control-Allow-Origin', '*');
  return c.text('ok');
});
export { fastify, koa, hono };
