const express = require('express');
const session = require('express-session');
const jwt = require('jsonwebtoken');

// ok: csrf-disabled
const app = express();
app.use(session({ secret: process.env.SECRET }));
app.post('/transfer', (req, res) => {
  req.user = jwt.verify(req.headers.authorization.slice(7), process.env.SECRET, { algorithms: ['HS256'] });
  res.status(204).end();
});
app.listen(3000);
