const Router = require('@koa/router');

const router = new Router();

router.get('/calc', async (ctx) => {
  // ruleid: code-injection
  ctx.body = eval(ctx.query.expression);
  // ok: code-injection
  ctx.body = JSON.parse(ctx.query.expression);
});

router.post('/calc', async (ctx) => {
  const { code } = ctx.request.body;
  // ruleid: code-injection
  ctx.body = Function(code)();
});

module.exports = router;
