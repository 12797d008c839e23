const express = require('express');
const rateLimit = require('express-rate-limit');

const app = express();
const open = express.Router();
// ruleid: unthrottled-auth-route
open.post('/login', (req, res) => res.json({}));
app.use('/v1', open);

const kept = express.Router();
kept.use(rateLimit({ windowMs: 60_000, max: 5 }));
// ok: unthrottled-auth-route
kept.post('/login', (req, res) => res.json({}));
app.use('/v2', kept);

const tries = (req, res, next) => (tooMany(req.ip) ? res.status(429).end() : next());
// ok: unthrottled-auth-route
app.post('/v3/login', tries, (req, res) => res.json({}));

const local = express.Router();
// ok: unthrottled-auth-route
local.post('/login', (req, res) => res.json({}));
if (process.env.NODE_ENV !== 'production') {
  app.use('/dev', local);
  // ok: unthrottled-auth-route
  app.post('/v4/login', (req, res) => res.json({}));
}

if (process.env.NODE_ENV === 'production') {
  // ruleid: unthrottled-auth-route
  app.post('/v5/login', (req, res) => res.json({}));
}
