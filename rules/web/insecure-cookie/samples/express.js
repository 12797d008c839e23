const session = require('express-session');

// ruleid: insecure-cookie
app.use(session({ secret: process.env.SECRET, resave: false }));
// ruleid: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: { maxAge: 60000 } }));
// ruleid: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: { secure: false, httpOnly: true } }));
// ok: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));
// ok: insecure-cookie
app.use(session({ secret: process.env.SECRET, cookie: cookieOptions }));

function login(req, res, token) {
  // ruleid: insecure-cookie
  res.cookie('session', token);
  // ruleid: insecure-cookie
  res.cookie('accessToken', token, { httpOnly: true, maxAge: 3600000 });
  // ruleid: insecure-cookie
  res.cookie('refreshToken', token, { httpOnly: false, secure: true });
  // ok: insecure-cookie
  res.cookie('session', token, { httpOnly: true, secure: true, sameSite: 'lax' });
  // ok: insecure-cookie
  res.cookie('session', token, { ...cookieDefaults, maxAge: 3600000 });
  // ok: insecure-cookie
  res.cookie('session', token, { httpOnly: true, secure: process.env.NODE_ENV === 'production' });
  // ok: insecure-cookie
  res.cookie('session', token, cookieOptions);
  // ok: insecure-cookie
  res.clearCookie('session');
  // information only
  // ruleid: insecure-cookie
  res.cookie('theme', 'dark');
}
