const express = require('express');
const jwt = require('jsonwebtoken');

const app = express();

// Nobody knows the key.
app.get('/me', (req, res) => {
  const claims = jwt.decode(req.get('x-token'));
  res.json({ id: claims.id });
});
