import cookie from '@fastify/cookie';
import secureSession from '@fastify/secure-session';
import fastifySession from '@fastify/session';
import Fastify from 'fastify';

const app = Fastify();
// ruleid: hardcoded-credential
app.register(cookie, { secret: 'my-secret', hook: 'onRequest' });
// ruleid: hardcoded-credential
app.register(fastifySession, { secret: 'a secret with minimum length of 32 characters' });
// ok: hardcoded-credential
app.register(cookie, { secret: process.env.COOKIE_SECRET });
// ruleid: insecure-cookie
app.register(secureSession, {
  // ruleid: hardcoded-credential
  secret: 'averylogphrasebiggerthanthirtytwochars',
  // ok: hardcoded-credential
  salt: process.env.SALT,
  // ok: hardcoded-credential
  cookieName: 'session-token-2',
});
const schema = {
  body: {
    type: 'object',
    // ok: hardcoded-credential
    properties: { password: { type: 'string', minLength: 8 } },
    required: ['password'],
  },
};

app.post<{ Body: { password: string } }>('/admin', { schema }, async (request, reply) => {
  // ruleid: hardcoded-credential
  if (request.body.password === 'opensesame') {
    return { ok: true };
  }
  // ok: hardcoded-credential
  return reply.code(401).send({ error: 'password', token: 'none' });
});
