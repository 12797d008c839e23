const express = require('express');
const { rateLimit } = require('express-rate-limit');

// ok: unthrottled-api
const app = express();
app.use(rateLimit({ windowMs: 60_000, limit: 300 }));
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/c', (req, res) => res.json({}));
