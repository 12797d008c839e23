import fastifyCors from '@fastify/cors';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import Koa from 'koa';
import koaCors from '@koa/cors';

const fastify = Fastify();
// ruleid: permissive-cors
fastify.register(fastifyCors, { origin: true, credentials: true });
// ruleid: permissive-cors
fastify.register(fastifyCors, { origin: '*' });
// ok: permissive-cors
fastify.register(fastifyCors, { origin: ['https://shop.example.com'], credentials: true });

const hono = new Hono();
// ruleid: permissive-cors
hono.use('/api/*', cors());
// ruleid: permissive-cors
hono.use('/api/*', cors({ origin: '*' }));
// ok: permissive-cors
hono.use('/api/*', cors({ origin: 'https://shop.example.com' }));

const koa = new Koa();
koa.use(async (ctx, next) => {
  // ruleid: permissive-cors
  ctx.set('Access-Control-Allow-Origin', '*');
  // ruleid: permissive-cors
  ctx.set('Access-Control-Allow-Origin', ctx.get('origin'));
  // ok: permissive-cors
  ctx.set('Vary', 'Origin');
  await next();
});
