import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { bearerAuth } from 'hono/bearer-auth';
import { setSignedCookie } from 'hono/cookie';

const app = new Hono<{ Bindings: { TOKEN: string; SECRET: string } }>();
// ruleid: hardcoded-credential
app.use('/admin/*', basicAuth({ username: 'admin', password: 'acoolproject' }));
// ruleid: hardcoded-credential
const token = 'honoiscool2024x9';
app.use('/api/*', bearerAuth({ token }));
app.use('/env/*', async (c, next) => {
  // ok: hardcoded-credential
  const auth = bearerAuth({ token: c.env.TOKEN });
  return auth(c, next);
});
app.get('/set', async (c) => {
  // ruleid: hardcoded-credential
  // pedantic: insecure-cookie
  await setSignedCookie(c, 'cart', '12', 'signed-by-this');
  // ok: hardcoded-credential
  // pedantic: insecure-cookie
  await setSignedCookie(c, 'cart', '12', c.env.SECRET);
  // ok: hardcoded-credential
  return c.json({ token: 'set', password: 'unchanged' });
});
export default app;
