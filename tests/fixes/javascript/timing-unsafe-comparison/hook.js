'use strict';
const express = require('express');

const app = express();

app.post('/hook', (req, res) => {
  if (req.get('x-api-key') !== process.env.API_KEY) return res.sendStatus(401);
  if (req.body.secret === process.env.HOOK_SECRET) return res.sendStatus(200);
  return res.sendStatus(400);
});
