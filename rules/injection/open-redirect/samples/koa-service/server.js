const Koa = require('koa');
const Router = require('@koa/router');
const { sendTo, sendHome } = require('./navigation');

const app = new Koa();
const router = new Router();

router.get('/login', async (ctx) => {
  sendTo(ctx, ctx.query.next);
});

router.get('/logout', async (ctx) => {
  sendHome(ctx, ctx.query.next);
});

app.use(router.routes());
app.listen(3000);
