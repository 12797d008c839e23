const express = require('express');
const actions = require('./actions');

const app = express();
const handlers = { start: () => 1, stop: () => 2 };

app.post('/actions', (req, res) => {
  // ruleid: code-injection
  res.json(actions[req.body.action](req.body.value));
});

app.post('/anything', (req, res) => {
  // ruleid: code-injection
  res.json(global[req.body.name](req.body.value));
});

app.post('/handlers', (req, res) => {
  if (!['start', 'stop'].includes(req.body.action)) return res.status(400).end();
  // ok: code-injection
  res.json(handlers[req.body.action]());
});
