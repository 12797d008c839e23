import { Injectable, UnauthorizedException } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Users } from './users';

const fromHeader = ExtractJwt.fromAuthHeaderAsBearerToken();

// The library has checked the token's signature before it asks: what follows only asks whether it was taken back.
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(private readonly users: Users) {
    super({ jwtFromRequest: fromHeader, passReqToCallback: true, secretOrKey: process.env.APP_SECRET });
  }

  async validate(req: Request, payload: { sub: string }) {
    const accessToken = fromHeader(req);
    const user = await this.users.byId(payload.sub);
    // ok: timing-unsafe-comparison
    if (user.activeAccessToken !== accessToken) {
      throw new UnauthorizedException();
    }
    return user;
  }

  async hook(req: Request) {
    const user = await this.users.byId(req.params.id);
    const accessToken = fromHeader(req);
    // ruleid: timing-unsafe-comparison
    return user.activeAccessToken === accessToken;
  }
}
