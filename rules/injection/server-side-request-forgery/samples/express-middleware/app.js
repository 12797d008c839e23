const express = require('express');
const { tenant } = require('./tenant');

const app = express();
app.use(tenant);

app.get('/status', async (req, res) => {
  // ruleid: server-side-request-forgery, missing-timeout
  const own = await fetch(req.tenant);
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  const region = await fetch(req.region);
  // ruleid: server-side-request-forgery, missing-timeout
  const mirror = await fetch(`http://${res.locals.mirror}/status`);
  res.json([own.status, region.status, mirror.status]);
});

app.listen(3000);
