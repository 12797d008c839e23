import { Context } from 'hono';
import { setCookie } from 'hono/cookie';

export function fastifyLogin(reply: any, token: string) {
  // ruleid: insecure-cookie
  reply.setCookie('token', token, { path: '/' });
  // ok: insecure-cookie
  reply.setCookie('token', token, { path: '/', httpOnly: true, secure: true });
}

export function koaLogin(ctx: any, token: string) {
  // ruleid: insecure-cookie
  ctx.cookies.set('accessToken', token, { httpOnly: false });
  // Koa's default is httpOnly
  // ok: insecure-cookie
  ctx.cookies.set('accessToken', token, { secure: true });
}

export function honoLogin(c: Context, token: string) {
  // ruleid: insecure-cookie
  setCookie(c, 'session', token);
  // ok: insecure-cookie
  setCookie(c, 'session', token, { httpOnly: true, secure: true });
}

export class AuthController {
  login(@Res({ passthrough: true }) response: Response, token: string) {
    // ruleid: insecure-cookie
    response.cookie('Authentication', token, { httpOnly: true });
    // ok: insecure-cookie
    response.cookie('Authentication', token, { httpOnly: true, secure: true });
  }
}
