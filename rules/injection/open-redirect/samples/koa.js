const Router = require('@koa/router');

const router = new Router();

router.get('/go', (ctx) => {
  // ruleid: open-redirect
  ctx.redirect(ctx.query.url);
});

router.get('/set', (ctx) => {
  // ruleid: open-redirect
  ctx.set('Location', ctx.request.query.to);
  // ok: open-redirect
  ctx.redirect(`/users/${ctx.params.id}`);
});
