const Koa = require('koa');
const axios = require('axios');

const app = new Koa();

app.use(async (ctx) => {
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  const { data } = await axios.get(ctx.query.url);
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  await axios.request({ url: 'http://' + ctx.request.body.host });
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios.get(`https://api.example.com/${ctx.params.id}`);
  ctx.body = data;
});
