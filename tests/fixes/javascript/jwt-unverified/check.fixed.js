const express = require('express');
const jwt = require('jsonwebtoken');
const { expressjwt } = require('express-jwt');

const app = express();

app.use(expressjwt({ secret: process.env.JWT_KEY, algorithms: ['HS256'] }));

app.get('/expired', (req, res) => {
  res.json(jwt.verify(req.get('x-token'), process.env.JWT_KEY, { ignoreExpiration: false }));
});

app.get('/any', (req, res) => {
  res.json(jwt.verify(req.get('x-token'), process.env.JWT_KEY, { algorithms: ['HS512'] }));
});

app.get('/me', (req, res) => {
  const claims = jwt.verify(req.get('x-token'), process.env.JWT_KEY, { algorithms: ['HS256'] });
  res.json({ id: claims.id });
});
