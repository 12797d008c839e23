const express = require('express');
const jwt = require('jsonwebtoken');
const { sign } = require('jsonwebtoken');
const { promisify } = require('util');
const config = require('./config');
const User = require('./models/user');

const app = express();
const signAsync = promisify(jwt.sign);
const options = { algorithm: 'HS256' };
const timed = { algorithm: 'HS256', expiresIn: '15m' };

app.post('/login', async (req, res) => {
  const user = await User.findOne({ where: { email: req.body.email } });
  // ruleid: jwt-without-expiry
  const token = jwt.sign({ id: user.id, role: user.role }, process.env.JWT_KEY);
  // ok: jwt-without-expiry
  const other = jwt.sign({ id: user.id, role: user.role }, process.env.JWT_KEY, { expiresIn: '1h' });
  res.json({ token, other });
});

app.post('/options', (req, res) => {
  const payload = { id: req.body.id };
  // ruleid: jwt-without-expiry
  const first = jwt.sign(payload, process.env.JWT_KEY, options);
  // ok: jwt-without-expiry
  const second = jwt.sign(payload, process.env.JWT_KEY, timed);
  // ok: jwt-without-expiry
  const third = jwt.sign(payload, process.env.JWT_KEY, config.jwtOptions);
  // ok: jwt-without-expiry
  const fourth = jwt.sign(payload, process.env.JWT_KEY, { ...timed, issuer: 'me' });
  // ruleid: jwt-without-expiry
  const fifth = jwt.sign(payload, process.env.JWT_KEY, { ...options, issuer: 'me' });
  res.json([first, second, third, fourth, fifth]);
});

app.post('/callback', (req, res) => {
  // ruleid: jwt-without-expiry
  jwt.sign({ user: req.body.user }, process.env.JWT_KEY, (err, token) => res.json({ token }));
});

app.post('/callback-timed', (req, res) => {
  // ok: jwt-without-expiry
  jwt.sign({ user: req.body.user }, process.env.JWT_KEY, { expiresIn: 900 }, (err, token) => res.json({ token }));
});

app.post('/promise', async (req, res) => {
  const payload = { id: req.body.id };
  payload.exp = Math.floor(Date.now() / 1000) + 60 * 15;
  // ok: jwt-without-expiry
  const first = await signAsync(payload, process.env.JWT_KEY);
  // ruleid: jwt-without-expiry
  const second = await signAsync({ id: req.body.id }, process.env.JWT_KEY);
  // ruleid: jwt-without-expiry
  const third = sign({ id: req.body.id }, process.env.JWT_KEY, { algorithm: 'HS512' });
  res.json([first, second, third]);
});

app.post('/user', async (req, res) => {
  const user = await User.findByPk(req.body.id);
  // ruleid: jwt-without-expiry
  res.json({ token: jwt.sign(user.toJSON(), config.key) });
});

app.post('/text', (req, res) => {
  // ruleid: jwt-without-expiry
  res.send(jwt.sign(JSON.stringify({ id: req.body.id }), config.key));
});

const generateToken = (payload, extra) => {
  const claims = Object.assign({}, payload, { iss: 'shop' });
  // ruleid: jwt-without-expiry
  return jwt.sign(claims, config.key);
};

app.post('/helper', (req, res) => {
  res.json({ token: generateToken({ id: req.body.id }) });
});

function expiring(id) {
  return { id, exp: Math.floor(Date.now() / 1000) + 900 };
}

app.post('/made', (req, res) => {
  // ok: jwt-without-expiry
  res.json({ token: jwt.sign(expiring(req.body.id), config.key) });
});

class Tokens {
  constructor(key) {
    this.key = key;
    this.options = { expiresIn: '10m' };
    this.plain = { issuer: 'me' };
  }

  make(id) {
    // ok: jwt-without-expiry
    return jwt.sign({ id }, this.key, this.options);
  }

  makePlain(id) {
    // ruleid: jwt-without-expiry
    return jwt.sign({ id }, this.key, this.plain);
  }
}

// a different library's sign
const crypto = require('crypto');
// ok: jwt-without-expiry
const signature = crypto.sign('sha256', Buffer.from('data'), config.privateKey);

module.exports = { app, Tokens, signature };
