const express = require('express');
const jwt = require('jsonwebtoken');
const simple = require('jwt-simple');
const { decode, verify } = require('jsonwebtoken');
const { jwtDecode } = require('jwt-decode');
const { expressjwt } = require('express-jwt');
const passport = require('passport');
const { Strategy, ExtractJwt } = require('passport-jwt');
const { decodeJwt, jwtVerify, UnsecuredJWT } = require('jose');
const config = require('./config');

const app = express();
const loose = { algorithms: ['HS256', 'none'] };

app.use((req, res, next) => {
  const token = req.headers.authorization.split(' ')[1];
  // ruleid: jwt-unverified
  req.user = jwt.decode(token);
  next();
});

app.use((req, res, next) => {
  const token = req.headers.authorization.split(' ')[1];
  // ok: jwt-unverified
  req.user = jwt.verify(token, config.key, { algorithms: ['HS256'] });
  // ok: jwt-unverified
  req.other = jwt.verify(token, config.key);
  next();
});

app.get('/short', (req, res) => {
  // ruleid: jwt-unverified
  const { sub } = decode(req.cookies.token);
  res.json({ sub });
});

app.get('/browser-library', (req, res) => {
  // ruleid: jwt-unverified
  const user = jwtDecode(req.get('authorization'));
  res.json(user);
});

app.get('/jose', async (req, res) => {
  // ruleid: jwt-unverified
  // ruleid: secret-in-url
  const claims = decodeJwt(req.query.token);
  res.json({ claims });
});

app.get('/jose-checked', async (req, res) => {
  // ok: jwt-unverified
  // ruleid: secret-in-url
  const claims = decodeJwt(req.query.token);
  // ruleid: secret-in-url
  const { payload } = await jwtVerify(req.query.token, await config.keyOf(claims.iss));
  res.json({ payload });
});

app.get('/kid', async (req, res) => {
  // ok: jwt-unverified
  // ruleid: secret-in-url
  const { header } = jwt.decode(req.query.token, { complete: true });
  // ok: jwt-unverified
  // ruleid: secret-in-url
  jwt.verify(req.query.token, await config.keyOf(header.kid), { algorithms: ['RS256'] });
  res.end();
});

app.get('/expires', (req, res) => {
  // ok: jwt-unverified
  // ruleid: secret-in-url
  res.json({ at: jwt.decode(req.query.token).exp });
});

app.post('/login', (req, res) => {
  const token = jwt.sign({ id: req.body.id }, config.key, { expiresIn: '5m' });
  // just made
  // ok: jwt-unverified
  const { exp, id } = jwt.decode(token);
  res.json({ token, exp, id });
});

app.use((req, res, next) => {
  passport.authenticate('jwt', (error, user, info) => {
    if (info && info.name === 'TokenExpiredError') {
      // the strategy has checked the signature
      // ok: jwt-unverified
      req.expired = jwt.decode(req.cookies.token).sub;
    }
    next();
  })(req, res, next);
});

app.get('/none', (req, res) => {
  // ruleid: jwt-unverified
  // ruleid: secret-in-url
  res.json(jwt.verify(req.query.token, config.key, { algorithms: ['none'] }));
});

app.get('/none-variable', (req, res) => {
  // ruleid: jwt-unverified
  // ruleid: secret-in-url
  verify(req.query.token, config.key, loose, (error, claims) => res.json(claims));
});

app.get('/no-key', (req, res) => {
  // ruleid: jwt-unverified
  // ruleid: secret-in-url
  res.json(jwt.verify(req.query.token, null));
});

app.get('/expired', (req, res) => {
  // ruleid: jwt-unverified
  // ruleid: secret-in-url
  res.json(jwt.verify(req.query.token, config.key, { ignoreExpiration: true }));
});

function revoke(token) {
  // ok: jwt-unverified
  return jwt.verify(token, config.key, { ignoreExpiration: true }).jti;
}

app.get('/simple', (req, res) => {
  // ruleid: jwt-unverified
  // ruleid: secret-in-url
  const first = simple.decode(req.query.token, config.key, true);
  // ok: jwt-unverified
  // ruleid: secret-in-url
  const second = simple.decode(req.query.token, config.key, false, 'HS256');
  res.json([first, second]);
});

// ruleid: jwt-unverified
app.use(expressjwt({ secret: config.key }));
// ok: jwt-unverified
app.use(expressjwt({ secret: config.key, algorithms: ['HS256'] }));
// ruleid: jwt-unverified
app.use(expressjwt({ secret: config.key, algorithms: ['none', 'HS256'] }));

const opts = { jwtFromRequest: ExtractJwt.fromHeader('x-token'), secretOrKey: config.key, ignoreExpiration: true };
// ruleid: jwt-unverified
passport.use(new Strategy(opts, (payload, done) => done(null, payload)));
const fine = { jwtFromRequest: ExtractJwt.fromHeader('x-token'), secretOrKey: config.key, ignoreExpiration: false };
// ok: jwt-unverified
passport.use(new Strategy(fine, (payload, done) => done(null, payload)));

function unsigned(id) {
  // ruleid: jwt-unverified
  const first = jwt.sign({ id }, config.key, { algorithm: 'none', expiresIn: '5m' });
  // ruleid: jwt-unverified
  const second = new UnsecuredJWT({ id }).setExpirationTime('5m').encode();
  return [first, second];
}

module.exports = { revoke, unsigned };
