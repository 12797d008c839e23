const express = require('express');
const jwt = require('jsonwebtoken');
const fs = require('fs');
const { expressjwt } = require('express-jwt');
const koaJwt = require('koa-jwt');
const simple = require('jwt-simple');
const passport = require('passport');
const { Strategy: JwtStrategy, ExtractJwt } = require('passport-jwt');
const config = require('./config');

const app = express();
// ruleid: hardcoded-credential
const SECRET = 'shhhhh';
const KEY = process.env.KEY || 'default-key';
const { KEY: ENV_KEY } = process.env;
const privateKey = fs.readFileSync('private.pem');
// ruleid: hardcoded-credential
const settings = { auth: { secret: 'in-an-object', issuer: 'me' } };
const publicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
-----END PUBLIC KEY-----`;

app.post('/login', (req, res) => {
  const claims = { id: req.body.id };
  const options = { expiresIn: '15m' };
  res.json([
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, 'secret', options),
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, SECRET, options),
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, KEY, options),
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, settings.auth.secret, options),
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, process.env.JWT_KEY ?? 'dev', options),
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, Buffer.from('c2VjcmV0', 'base64'), options),
    // ruleid: jwt-hardcoded-secret
    jwt.sign(claims, `template`, options),
    // ok: jwt-hardcoded-secret
    jwt.sign(claims, process.env.JWT_KEY, options),
    // ok: jwt-hardcoded-secret
    jwt.sign(claims, ENV_KEY, options),
    // ok: jwt-hardcoded-secret
    jwt.sign(claims, config.secret, options),
    // ok: jwt-hardcoded-secret
    jwt.sign(claims, config.get('jwt.secret'), options),
    // ok: jwt-hardcoded-secret
    jwt.sign(claims, privateKey, { algorithm: 'RS256', expiresIn: '15m' }),
    // ok: jwt-hardcoded-secret
    jwt.sign(claims, `${process.env.A}${process.env.B}`, options),
  ]);
});

app.use((req, res, next) => {
  const token = req.headers.authorization.split(' ')[1];
  // ruleid: jwt-hardcoded-secret
  req.user = jwt.verify(token, SECRET);
  // ok: jwt-hardcoded-secret
  req.other = jwt.verify(token, publicKey, { algorithms: ['RS256'] });
  // ruleid: jwt-hardcoded-secret
  req.third = simple.decode(token, 'secret');
  // ok: jwt-hardcoded-secret
  req.fourth = simple.decode(token, config.secret);
  next();
});

function getKey() {
  return 'from-a-function';
}

app.get('/key', (req, res) => {
  // ruleid: jwt-hardcoded-secret
  res.json(jwt.verify(req.query.t, getKey()));
});

// ruleid: jwt-hardcoded-secret
app.use(expressjwt({ secret: 'shhhhhhared', algorithms: ['HS256'] }));
// ok: jwt-hardcoded-secret
app.use(expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] }));
// ruleid: jwt-hardcoded-secret
app.use(koaJwt({ secret: KEY }));
// ok: jwt-hardcoded-secret
app.use(koaJwt({ secret: config.secret }));

const opts = { jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() };
opts.secretOrKey = 'passport-secret';
// ruleid: jwt-hardcoded-secret
passport.use(new JwtStrategy(opts, (payload, done) => done(null, payload)));

const fine = { jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: config.secret };
// ok: jwt-hardcoded-secret
passport.use(new JwtStrategy(fine, (payload, done) => done(null, payload)));

// a different secret
// ok: jwt-hardcoded-secret
app.set('secretOrKey', 'x-header');
