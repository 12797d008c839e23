const express = require('express');
const { Converter, ping, lookup, run } = require('./lib');
const { isHost, checkHost } = require('./lib/hosts');

const app = express();
app.use(express.json());

app.post('/convert', (req, res) => {
  const converter = new Converter(req.body.file, 80);
  converter.start();
  converter.measure();
  res.status(202).end();
});

app.get('/ping', async (req, res) => {
  res.send(await ping(req.query.host));
});

app.get('/lookup', async (req, res) => {
  const { host } = req.query;
  if (!isHost(host)) {
    return res.status(400).send('no host');
  }
  res.send(await lookup(host));
});

app.get('/lookup/checked', async (req, res) => {
  checkHost(req.query.host);
  res.send(await lookup(req.query.host));
});

app.get('/tools/:tool', async (req, res) => {
  res.send(await run(req.params.tool, req.query.host));
});

app.listen(3000);
