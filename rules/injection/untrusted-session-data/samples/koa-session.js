const Router = require("@koa/router");

const router = new Router();

router.post("/become", async (ctx) => {
  // ruleid: untrusted-session-data
  ctx.session.isAdmin = ctx.request.body.admin;
  // ok: untrusted-session-data
  ctx.session.cart = ctx.request.body.cart;
  ctx.status = 204;
});

module.exports = router;
