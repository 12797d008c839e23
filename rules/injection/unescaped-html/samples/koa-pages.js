const Router = require("@koa/router");
const escape = require("escape-html");

const router = new Router();

router.get("/hello", (ctx) => {
  // ruleid: unescaped-html
  ctx.body = `<h1>Hello ${ctx.query.name}</h1>`;
});

router.get("/typed", (ctx) => {
  ctx.type = "html";
  // ruleid: unescaped-html
  ctx.body = "Hello " + ctx.query.name;
});

router.get("/plain", (ctx) => {
  // ok: unescaped-html
  ctx.body = "Hello " + ctx.query.name;
});

router.get("/escaped", (ctx) => {
  // ok: unescaped-html
  ctx.body = `<h1>Hello ${escape(ctx.query.name)}</h1>`;
});

router.get("/object", (ctx) => {
  // ok: unescaped-html
  ctx.body = { name: ctx.query.name };
});

module.exports = router;
