const Koa = require('koa');
const Router = require('@koa/router');
const { exec } = require('child_process');
const childProcess = require('node:child_process');

const router = new Router();

router.get('/ping', async (ctx) => {
  // ruleid: command-injection
  ctx.body = childProcess.execSync(`ping -c 1 ${ctx.query.host}`);
  // ok: command-injection
  ctx.body = childProcess.execFileSync('ping', ['-c', '1', ctx.query.host]);
});

router.post('/archive', async (ctx) => {
  const { name } = ctx.request.body;
  await new Promise((resolve) => {
    // ruleid: command-injection
    exec('tar czf out.tgz ' + name, resolve);
  });
  // ok: command-injection
  exec('tar czf out.tgz .', () => {});
});

new Koa().use(router.routes());
