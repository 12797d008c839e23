const express = require('express');
const session = require('express-session');
const cookieSession = require('cookie-session');

const app = express();
const SAFE = { httpOnly: true, secure: true, sameSite: 'lax' };
const loose = { httpOnly: true };
const FLAG = 'yes';
const grown = { httpOnly: true, sameSite: 'lax' };
grown.secure = true;

app.use(
  session({
    secret: process.env.SECRET,
    // ruleid: insecure-cookie
    cookie: { maxAge: 60000 },
  })
);
// ruleid: insecure-cookie
app.use(session({ secret: process.env.SECRET, resave: false }));
// ruleid: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: { secure: true, httpOnly: false } }));
// ok: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: { secure: true, sameSite: 'lax' } }));
// ok: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: { secure: process.env.NODE_ENV === 'production', sameSite: 'lax' } }));
// pedantic: insecure-cookie
app.use(cookieSession({ name: 's', keys: [process.env.KEY] }));
// ruleid: insecure-cookie
app.use(cookieSession({ name: 's', keys: [process.env.KEY], secure: false }));
// ruleid: insecure-cookie
app.use(cookieSession({ name: 's', keys: [process.env.KEY], secure: true, httpOnly: false }));
// ok: insecure-cookie
app.use(cookieSession({ name: 's', keys: [process.env.KEY], secure: true, sameSite: 'lax' }));

app.post('/login', (req, res) => {
  const token = sign(req.body);
  // ruleid: insecure-cookie
  res.cookie('token', token);
  // ruleid: insecure-cookie
  res.cookie('token', token, { httpOnly: true });
  // ruleid: insecure-cookie
  res.cookie('token', token, loose);
  // ruleid: insecure-cookie
  res.status(200).cookie('jwt', token, { ...loose, secure: false });
  // ok: insecure-cookie
  res.cookie('token', token, { httpOnly: true, secure: true, sameSite: 'strict' });
  // ok: insecure-cookie
  res.cookie('token', token, SAFE);
  // ok: insecure-cookie
  res.cookie('token', token, grown);
  // what the page's own script looks at: who is logged in has another cookie, and this is everybody's
  // ok: insecure-cookie
  res.cookie('access-token-available', 'True', { httpOnly: false });
  // ok: insecure-cookie
  res.cookie('logged_in', FLAG);
  // ok: insecure-cookie
  res.setHeader('Set-Cookie', 'logged_in=1; Path=/');
  // ok: insecure-cookie
  res.cookie('token', token, { ...SAFE, maxAge: 1000 });
  // ok: insecure-cookie
  res.cookie('token', token, req.app.locals.cookieOptions);
  // ok: insecure-cookie
  res.cookie('token', '', { maxAge: 0 });
  // ok: insecure-cookie
  res.clearCookie('token');
  // ok: insecure-cookie
  res.cookie('XSRF-TOKEN', token, { secure: true, sameSite: 'lax' });
  // ruleid: insecure-cookie
  res.setHeader('Set-Cookie', `session=${token}; Path=/; HttpOnly`);
  // ok: insecure-cookie
  res.setHeader('Set-Cookie', `session=${token}; Path=/; HttpOnly; Secure; SameSite=Lax`);
  res.end();
});
module.exports = app;
