import Koa from 'koa';
import session from 'koa-session';
import Redis from 'ioredis';

const app = new Koa();
// ruleid: hardcoded-credential
app.keys = ['some secret hurr'];
// ruleid: hardcoded-credential
app.keys = [process.env.KEY || 'im a newer secret'];
// ok: hardcoded-credential
app.keys = [process.env.KEY_1, process.env.KEY_2];
// ok: hardcoded-credential
app.use(session({ key: 'koa.sess1' }, app));
// ruleid: hardcoded-credential
const redis = new Redis({ host: 'cache.shop.io', password: 'r3d1sPw' });
// ruleid: hardcoded-credential
const other = new Redis('redis://:r3d1sPw@cache.shop.io:6379/0');
// ok: hardcoded-credential
const local = new Redis('redis://localhost:6379');

app.use(async (ctx) => {
  // ruleid: hardcoded-credential
  if (ctx.request.body.password === 'p455w0rd') ctx.body = { redis, other, local };
  // ok: hardcoded-credential
  else ctx.throw(401, 'password');
});
