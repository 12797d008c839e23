'use strict';
const express = require('express');
const crypto = require('crypto');

function equalInConstantTime(given, expected) {
  if (typeof given !== 'string' || typeof expected !== 'string') return false;
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && crypto.timingSafeEqual(left, right);
}

const app = express();

app.post('/hook', (req, res) => {
  if (!equalInConstantTime(req.get('x-api-key'), process.env.API_KEY)) return res.sendStatus(401);
  if (equalInConstantTime(req.body.secret, process.env.HOOK_SECRET)) return res.sendStatus(200);
  return res.sendStatus(400);
});
