import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { decode, verify } from 'hono/jwt';
import jwt from 'jsonwebtoken';
import * as jose from 'jose';
import { ExtractJwt, Strategy } from 'passport-jwt';

@Injectable()
export class LooseGuard implements CanActivate {
  constructor(private readonly jwtService: JwtService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    // ruleid: jwt-unverified
    request.user = this.jwtService.decode(request.headers.authorization.slice(7));
    return Boolean(request.user);
  }
}

@Injectable()
export class StrictGuard implements CanActivate {
  constructor(private readonly tokens: JwtService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    // ok: jwt-unverified
    request.user = await this.tokens.verifyAsync(request.headers.authorization.slice(7), { secret: process.env.KEY });
    return true;
  }

  async loose(request: any) {
    // ruleid: jwt-unverified
    return this.tokens.verifyAsync(request.token, { secret: process.env.KEY, ignoreExpiration: true });
  }
}

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    // ruleid: jwt-unverified
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      ignoreExpiration: true,
      secretOrKey: process.env.KEY,
    });
  }
}

@Injectable()
export class GoodStrategy extends PassportStrategy(Strategy) {
  constructor() {
    // ok: jwt-unverified
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      ignoreExpiration: false,
      secretOrKey: process.env.KEY,
    });
  }
}

const fastify = Fastify();
fastify.addHook('onRequest', async (request) => {
  // ruleid: jwt-unverified
  request.user = fastify.jwt.decode(request.headers['x-token'] as string);
});
fastify.addHook('onRequest', async (request) => {
  // ok: jwt-unverified
  await request.jwtVerify();
});

const app = new Hono();
app.get('/me', (c) => {
  // ruleid: jwt-unverified
  const { payload } = decode(c.req.header('authorization') ?? '');
  return c.json(payload);
});
app.get('/checked', async (c) => {
  // ok: jwt-unverified
  return c.json(await verify(c.req.header('authorization') ?? '', process.env.KEY as string, 'HS256'));
});

export function currentUser(req: { headers: Record<string, string> }) {
  // ruleid: jwt-unverified
  const claims = jwt.decode(req.headers.authorization) as { id: string };
  return claims.id;
}

export async function checkedUser(req: { headers: Record<string, string> }) {
  // ok: jwt-unverified
  const { payload } = await jose.jwtVerify(req.headers.authorization, new TextEncoder().encode(process.env.KEY));
  return payload.sub;
}
