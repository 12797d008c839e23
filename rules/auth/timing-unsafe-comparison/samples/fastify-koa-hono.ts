import Fastify, { FastifyRequest } from 'fastify';
import Koa from 'koa';
import { Hono } from 'hono';
import crypto from 'node:crypto';

const fastify = Fastify();
fastify.addHook('onRequest', async (request: FastifyRequest, reply) => {
  // ruleid: timing-unsafe-comparison
  if (request.headers['x-internal-token'] !== process.env.INTERNAL_TOKEN) {
    return reply.code(401).send();
  }
  // ok: timing-unsafe-comparison
  if (request.method === 'POST') return undefined;
});

const koa = new Koa();
koa.use(async (ctx, next) => {
  // ruleid: timing-unsafe-comparison
  if (ctx.get('authorization') === `Bearer ${process.env.TOKEN}`) return next();
  // ruleid: timing-unsafe-comparison
  if (ctx.session.csrf === ctx.request.body._csrf) return next();
  // ok: timing-unsafe-comparison
  if (ctx.status === 404) ctx.body = 'none';
});

const hono = new Hono();
hono.post('/hook', async (c) => {
  const mac = crypto.createHmac('sha256', c.env.SECRET).update(await c.req.text()).digest();
  // ruleid: timing-unsafe-comparison
  if (mac.equals(Buffer.from(c.req.header('x-signature') ?? '', 'hex'))) return c.text('ok');
  // ok: timing-unsafe-comparison
  if (c.req.header('x-signature') === undefined) return c.text('no', 401);
  return c.text('no', 403);
});
export { fastify, koa, hono };

export async function secondFactor(c: Context) {
  const login = await getSignedCookie(c, SECRET, 'login')
  const otp = await getSignedCookie(c, SECRET, 'otp')
  // ok: timing-unsafe-comparison
  return otp !== false && otp === `${login} totp`
}

export async function firstFactor(c: Context) {
  const otp = c.req.header('x-otp')
  const stored = await store.otpOf(c.req.header('x-login'))
  // ruleid: timing-unsafe-comparison
  return otp === stored.otp
}
