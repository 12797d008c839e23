const express = require('express');
const session = require('express-session');

const app = express();
const loose = { path: '/' };

app.use(session({ secret: process.env.SECRET, resave: false, cookie: { secure: false, maxAge: 60000 } }));

app.post('/login', (req, res) => {
  res.cookie('token', req.body.token);
  res.cookie('session', req.body.token, { httpOnly: true });
  res.cookie('refreshToken', req.body.token, loose);
  res.cookie('access_token', req.body.token, {
    ...loose,
    // for the page
    httpOnly: false,
  });
  res.cookie('theme', 'dark');
  res.sendStatus(204);
});
