import { Controller, Post, Res } from '@nestjs/common';
import { Response, CookieOptions } from 'express';
import * as session from 'express-session';

@Controller('auth')
export class AuthController {
  private readonly options: CookieOptions = { httpOnly: true, secure: true, sameSite: 'strict' };
  private readonly loose: CookieOptions = { httpOnly: false };

  @Post('login')
  login(@Res({ passthrough: true }) response: Response): void {
    // ruleid: insecure-cookie
    response.cookie('refreshToken', 'x', { httpOnly: true });
    // ruleid: insecure-cookie
    response.cookie('refreshToken', 'x', this.loose);
    // ok: insecure-cookie
    response.cookie('refreshToken', 'x', this.options);
    // ok: insecure-cookie
    response.cookie('refreshToken', 'x', { ...this.options, maxAge: 1000 });
  }
}

export function setup(app: { use(x: unknown): void }): void {
  // ruleid: insecure-cookie
  app.use(session({ secret: process.env.SECRET as string, cookie: { secure: false, sameSite: 'lax' } }));
  // ok: insecure-cookie
  app.use(session({ secret: process.env.SECRET as string, cookie: { secure: 'auto', sameSite: 'lax' } }));
}
