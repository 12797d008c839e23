const Router = require('@koa/router');
const { User } = require('./models');

const router = new Router();

router.post('/users', async (ctx) => {
  // pedantic: mass-assignment
  ctx.body = await User.create(ctx.request.body);
});

router.post('/named', async (ctx) => {
  const { name } = ctx.request.body;
  // ok: mass-assignment
  ctx.body = await User.create({ name });
});
