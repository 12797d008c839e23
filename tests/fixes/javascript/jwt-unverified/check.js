const express = require('express');
const jwt = require('jsonwebtoken');
const { expressjwt } = require('express-jwt');

const app = express();

app.use(expressjwt({ secret: process.env.JWT_KEY }));

app.get('/expired', (req, res) => {
  res.json(jwt.verify(req.get('x-token'), process.env.JWT_KEY, { ignoreExpiration: true }));
});

app.get('/any', (req, res) => {
  res.json(jwt.verify(req.get('x-token'), process.env.JWT_KEY, { algorithms: ['HS512', 'none'] }));
});

app.get('/me', (req, res) => {
  const claims = jwt.decode(req.get('x-token'));
  res.json({ id: claims.id });
});
