import { Injectable } from '@nestjs/common';
import { randomBytes, randomInt } from 'crypto';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import Koa from 'koa';
import * as uuid from 'uuid';

@Injectable()
export class AuthService {
  // ruleid: predictable-token
  private readonly signingKey: string = Math.random().toString(36);
  private readonly color = '#fff';

  createResetCode(): string {
    // ruleid: predictable-token
    const code: string = Math.floor(100000 + Math.random() * 900000).toString();
    return code;
  }

  private generateSecret(length: number): string {
    return [...Array(length)]
      // ruleid: predictable-token
      .map(() => Math.random().toString(36)[2])
      .join('');
  }

  safe(): string {
    // ok: predictable-token
    return randomBytes(16).toString('hex') + String(randomInt(10));
  }

  async refresh(user: { refreshToken: string; lastSeen: number }): Promise<void> {
    // ruleid: predictable-token
    user.refreshToken = uuid.v1();
    // ok: predictable-token
    user.lastSeen = Date.now();
    // ok: predictable-token
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
  }
}

const fastify = Fastify();
fastify.post('/invite', async () => {
  // ruleid: predictable-token
  const inviteToken = `inv_${Math.random().toString(16).slice(2)}`;
  // ok: predictable-token
  const bucket = Math.floor(Math.random() * 4);
  return { inviteToken, bucket };
});

const koa = new Koa();
koa.use(async (ctx) => {
  // ruleid: predictable-token
  ctx.session.csrf = Math.random().toString();
  // ok: predictable-token
  ctx.state.started = Date.now();
});

const hono = new Hono();
hono.post('/login', (c) => {
  // ruleid: predictable-token, insecure-cookie
  setCookie(c, 'session_id', String(Math.random()));
  // ok: predictable-token
  // pedantic: insecure-cookie
  setCookie(c, 'ab_variant', String(Math.random() > 0.5));
  return c.text('ok');
});
export { fastify, koa, hono };
