import Fastify from 'fastify';
import fastifySession from '@fastify/session';
import Koa from 'koa';
import koaSession from 'koa-session';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { serialize } from 'cookie';

const fastify = Fastify();
// ruleid: insecure-cookie
fastify.register(fastifySession, { secret: process.env.SECRET as string, cookie: { secure: false } });
// ok: insecure-cookie
fastify.register(fastifySession, { secret: process.env.SECRET as string });
fastify.post('/login', async (request, reply) => {
  // ruleid: insecure-cookie
  reply.setCookie('token', 'x', { path: '/', httpOnly: true });
  // ok: insecure-cookie
  reply.setCookie('token', 'x', { path: '/', httpOnly: true, secure: true, sameSite: true });
  // ok: insecure-cookie
  reply.clearCookie('token');
  return {};
});

const koa = new Koa();
// ruleid: insecure-cookie
koa.use(koaSession({ key: 's', httpOnly: false }, koa));
// ok: insecure-cookie
koa.use(koaSession({ key: 's' }, koa));
koa.use(async (ctx) => {
  // ruleid: insecure-cookie
  ctx.cookies.set('accessToken', 'x', { httpOnly: false, sameSite: 'lax' });
  // ok: insecure-cookie
  ctx.cookies.set('accessToken', 'x', { sameSite: 'lax' });
});

const hono = new Hono();
hono.post('/login', (c) => {
  // ruleid: insecure-cookie
  setCookie(c, 'session', 'x');
  // ruleid: insecure-cookie
  setCookie(c, 'session', 'x', { httpOnly: true });
  // ok: insecure-cookie
  setCookie(c, 'session', 'x', { httpOnly: true, secure: true, sameSite: 'Lax' });
  // ruleid: insecure-cookie
  c.header('Set-Cookie', serialize('token', 'x', { path: '/' }));
  return c.text('ok');
});
export { fastify, koa, hono };
