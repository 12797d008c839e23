const Router = require("@koa/router");

const router = new Router();
const names = ["first", "second"];

router.get("/search", async (ctx) => {
  // ruleid: user-controlled-regex
  const pattern = RegExp(ctx.query.q, "i");
  // ok: user-controlled-regex
  const digits = new RegExp("\\d+").exec(ctx.query.q);
  ctx.body = { names: names.filter((name) => pattern.test(name)), digits };
});

module.exports = router;
