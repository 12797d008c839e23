const crypto = require('crypto');
const express = require('express');

const app = express();
const { ADMIN_TOKEN } = process.env;

app.post('/stripe', express.raw({ type: '*/*' }), (req, res) => {
  const signature = req.headers['x-signature'];
  const expected = crypto.createHmac('sha256', process.env.SECRET).update(req.body).digest('hex');
  // ruleid: timing-unsafe-comparison
  if (signature !== expected) return res.sendStatus(401);
  // ok: timing-unsafe-comparison
  if (!signature || signature.length !== expected.length) return res.sendStatus(401);
  // ok: timing-unsafe-comparison
  if (!crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return res.sendStatus(401);
  return res.sendStatus(200);
});

app.post('/github', (req, res) => {
  // ruleid: timing-unsafe-comparison
  // pedantic: weak-hash
  if (`sha1=${crypto.createHmac('sha1', 'k').update(req.rawBody).digest('hex')}` == req.get('X-Hub-Signature')) {
    return res.sendStatus(200);
  }
  return res.sendStatus(403);
});

const admin = (req, res, next) => {
  const token = req.headers.authorization.split(' ')[1];
  // ruleid: timing-unsafe-comparison
  if (token === ADMIN_TOKEN) return next();
  // ruleid: timing-unsafe-comparison
  if (req.get('x-api-key') === process.env.API_KEY) return next();
  // ok: timing-unsafe-comparison
  if (token === undefined || token === null || token === '') return res.sendStatus(401);
  // ok: timing-unsafe-comparison
  if (typeof token !== 'string') return res.sendStatus(401);
  return res.sendStatus(403);
};

app.post('/register', (req, res) => {
  const { password, passwordConfirm } = req.body;
  // ok: timing-unsafe-comparison
  if (password !== passwordConfirm) return res.sendStatus(400);
  // ok: timing-unsafe-comparison
  if (req.body.newPassword === req.body.oldPassword) return res.sendStatus(400);
  return res.sendStatus(201);
});

app.post('/login', (req, res) => {
  const user = find(req.body.email);
  // ruleid: timing-unsafe-comparison
  // ruleid: plaintext-password
  if (user.password === req.body.password) return res.sendStatus(200);
  // ruleid: timing-unsafe-comparison
  if (req.body.csrfToken !== req.session.csrfToken) return res.sendStatus(400);
  return res.sendStatus(401);
});

module.exports = { app, admin };
