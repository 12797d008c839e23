const express = require('express');
const session = require('express-session');

const app = express();
const loose = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' };

app.use(session({ secret: process.env.SECRET, resave: false, cookie: { secure: true, maxAge: 60000, httpOnly: true, sameSite: 'lax' } }));

app.post('/login', (req, res) => {
  res.cookie('token', req.body.token, { httpOnly: true, secure: true, sameSite: 'lax' });
  res.cookie('session', req.body.token, { httpOnly: true, secure: true, sameSite: 'lax' });
  res.cookie('refreshToken', req.body.token, loose);
  res.cookie('access_token', req.body.token, {
    ...loose,
    // for the page
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
  });
  res.cookie('theme', 'dark', { httpOnly: true, secure: true, sameSite: 'lax' });
  res.sendStatus(204);
});
