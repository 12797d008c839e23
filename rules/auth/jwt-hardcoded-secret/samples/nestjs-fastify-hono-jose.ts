import fastifyJwt from '@fastify/jwt';
import { Injectable, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { jwt as honoJwt, verify } from 'hono/jwt';
import * as jose from 'jose';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { imported } from './constants';

export const jwtConstants = {
  secret: 'secretKey',
};
export const jwtSettings = {
  // ruleid: jwt-hardcoded-secret
  secret: 'never-used-here',
  // ok: jwt-hardcoded-secret
  expiry: 'secret',
};

// the name of an environment variable
// ok: jwt-hardcoded-secret
export const JWT_SECRET_KEY = 'JWT_SECRET_KEY';
// values that are refused
const PLACEHOLDER_SECRETS = {
  // ok: jwt-hardcoded-secret
  AUTH_JWT_SECRET: 'secret',
} as const;
// ruleid: jwt-hardcoded-secret
export const JWT_SECRET = 'hunter2hunter2';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    // ruleid: jwt-hardcoded-secret
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: jwtConstants.secret,
    });
  }
}

@Injectable()
export class EnvStrategy extends PassportStrategy(Strategy) {
  constructor(config: ConfigService) {
    // ok: jwt-hardcoded-secret
    super({ jwtFromRequest: ExtractJwt.fromHeader('x-token'), secretOrKey: config.getOrThrow('JWT_KEY') });
  }
}

@Injectable()
export class AuthService {
  constructor(private readonly jwtService: JwtService, private readonly config: ConfigService) {}

  async login(id: string) {
    // ruleid: jwt-hardcoded-secret
    const bad = await this.jwtService.signAsync({ sub: id }, { secret: 'at-sign', expiresIn: '5m' });
    // ok: jwt-hardcoded-secret
    const good = await this.jwtService.signAsync({ sub: id }, { secret: this.config.get('KEY'), expiresIn: '5m' });
    // ruleid: jwt-hardcoded-secret
    const seen = await this.jwtService.verifyAsync(bad, { secret: this.config.get<string>('KEY', 'dev-key') });
    return { bad, good, seen };
  }
}

@Module({
  imports: [
    // ruleid: jwt-hardcoded-secret
    JwtModule.register({ secret: jwtConstants.secret, signOptions: { expiresIn: '60s' } }),
    // ok: jwt-hardcoded-secret
    JwtModule.register({ secret: process.env.KEY, signOptions: { expiresIn: '60s' } }),
    // ok: jwt-hardcoded-secret
    JwtModule.register({ secret: imported.secret, signOptions: { expiresIn: '60s' } }),
    // ruleid: jwt-hardcoded-secret
    JwtModule.registerAsync({
      useFactory: async () => ({
        secret: process.env.KEY || 'factory-default',
        signOptions: { expiresIn: '60s' },
      }),
    }),
    // ok: jwt-hardcoded-secret
    JwtModule.registerAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({ secret: config.get<string>('KEY') }),
    }),
  ],
})
export class AuthModule {}

const fastify = Fastify();
// ruleid: jwt-hardcoded-secret
fastify.register(fastifyJwt, { secret: 'supersecret', sign: { expiresIn: '10m' } });
// ok: jwt-hardcoded-secret
fastify.register(fastifyJwt, { secret: process.env.KEY!, sign: { expiresIn: '10m' } });

const app = new Hono();
// ruleid: jwt-hardcoded-secret
app.use('/auth/*', honoJwt({ secret: 'it-is-very-secret' }));
app.use('/other/*', (c, next) => {
  // ok: jwt-hardcoded-secret
  return honoJwt({ secret: c.env.JWT_SECRET })(c, next);
});
app.get('/me', async (c) => {
  // ruleid: jwt-hardcoded-secret
  return c.json(await verify(c.req.header('x-token') ?? '', 'mySecretKey', 'HS256'));
});

const secret = new TextEncoder().encode('cc7e0d44fd473002f1c42167459001140ec6389b7353f8088f4d9a95f2f596f2');
const envSecret = new TextEncoder().encode(process.env.KEY);

export async function joseToken(id: string) {
  const maker = new jose.SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('5m');
  // ruleid: jwt-hardcoded-secret
  const bad = await maker.sign(secret);
  // ok: jwt-hardcoded-secret
  const good = await maker.sign(envSecret);
  // ruleid: jwt-hardcoded-secret
  await jose.jwtVerify(bad, secret);
  // ok: jwt-hardcoded-secret
  await jose.jwtVerify(good, jose.createRemoteJWKSet(new URL('https://issuer/jwks')));
  return [bad, good];
}
