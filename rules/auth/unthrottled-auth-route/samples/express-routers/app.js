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
