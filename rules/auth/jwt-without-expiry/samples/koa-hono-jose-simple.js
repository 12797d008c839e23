import Koa from 'koa';
import { Hono } from 'hono';
import { sign } from 'hono/jwt';
import { SignJWT } from 'jose';
import * as jose from 'jose';
import jwtSimple from 'jwt-simple';

const secret = new TextEncoder().encode(process.env.JWT_KEY);
const koa = new Koa();
const app = new Hono();

koa.use(async (ctx) => {
  const user = ctx.request.body;
  // ruleid: jwt-without-expiry
  const token = await new SignJWT({ sub: user.id }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().sign(secret);
  ctx.body = { token };
});

koa.use(async (ctx) => {
  const token = await new SignJWT({ sub: ctx.state.id })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('15m')
    // ok: jwt-without-expiry
    .sign(secret);
  ctx.body = { token };
});

async function stepwise(id) {
  const builder = new jose.SignJWT({ sub: id });
  builder.setProtectedHeader({ alg: 'HS256' });
  // ruleid: jwt-without-expiry
  return builder.sign(secret);
}

async function stepwiseTimed(id) {
  const builder = new jose.SignJWT({ sub: id });
  builder.setProtectedHeader({ alg: 'HS256' });
  builder.setExpirationTime('10m');
  // ok: jwt-without-expiry
  return builder.sign(secret);
}

app.post('/login', async (c) => {
  const { id } = await c.req.json();
  // ruleid: jwt-without-expiry
  const token = await sign({ sub: id, role: 'user' }, c.env.JWT_KEY);
  const payload = { sub: id, exp: Math.floor(Date.now() / 1000) + 60 * 5 };
  // ok: jwt-without-expiry
  const timed = await sign(payload, c.env.JWT_KEY, 'HS256');
  return c.json({ token, timed });
});

export function simple(user) {
  const payload = { sub: user.id, iat: Date.now() };
  // ruleid: jwt-without-expiry
  return jwtSimple.encode(payload, process.env.JWT_KEY);
}

export function simpleTimed(user) {
  const payload = { sub: user.id };
  payload['exp'] = Math.round(Date.now() / 1000) + 600;
  // ok: jwt-without-expiry
  return jwtSimple.encode(payload, process.env.JWT_KEY);
}

export { stepwise, stepwiseTimed };
