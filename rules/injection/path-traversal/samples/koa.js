const Koa = require('koa');
const send = require('koa-send');
const fs = require('fs');
const path = require('path');

const app = new Koa();

app.use(async (ctx) => {
  // ruleid: path-traversal
  ctx.body = fs.createReadStream(path.join(__dirname, 'public', ctx.query.file));
});

app.use(async (ctx) => {
  // ruleid: path-traversal
  await send(ctx, ctx.params.file);
});

app.use(async (ctx) => {
  // ok: path-traversal
  await send(ctx, ctx.params.file, { root: path.join(__dirname, 'public') });
  // ok: path-traversal
  ctx.body = fs.createReadStream(path.join(__dirname, 'public', path.basename(ctx.query.file)));
});
