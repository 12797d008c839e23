const Router = require("@koa/router");
const { merge } = require("lodash");

const router = new Router();
const store = { users: {} };

router.patch("/users/:id/settings", async (ctx) => {
  // ruleid: prototype-pollution
  merge(store.users, ctx.request.body);
  // ruleid: prototype-pollution
  store[ctx.params.id].seen = true;
  // ok: prototype-pollution
  merge(store.users, { seen: true });
  ctx.body = store;
});

module.exports = router;
