const Router = require('@koa/router');
const nunjucks = require('nunjucks');

const router = new Router();

router.get('/hello', async (ctx) => {
  // ruleid: template-injection
  ctx.body = nunjucks.renderString(`Hello ${ctx.query.name}`);
  // ok: template-injection
  ctx.body = nunjucks.renderString('Hello {{ name }}', { name: ctx.query.name });
  // ruleid: template-injection
  await ctx.render(ctx.query.page);
  // ok: template-injection
  await ctx.render('page', { name: ctx.query.name });
});

module.exports = router;
