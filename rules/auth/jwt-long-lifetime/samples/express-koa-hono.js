const express = require('express');
const jwt = require('jsonwebtoken');
const simple = require('jwt-simple');
const { SignJWT } = require('jose');
const { sign } = require('hono/jwt');
const moment = require('moment');

const app = express();
const EXPIRES = '30d';
const KEY = process.env.KEY;
const secret = new TextEncoder().encode(KEY);
const options = { algorithm: 'HS256' };
// ruleid: jwt-long-lifetime
options.expiresIn = '7 days';

app.post('/login', (req, res) => {
  // ruleid: jwt-long-lifetime
  const first = jwt.sign({ id: req.body.id }, KEY, { expiresIn: '30d' });
  // ruleid: jwt-long-lifetime
  const second = jwt.sign({ id: req.body.id }, KEY, { expiresIn: EXPIRES });
  // ruleid: jwt-long-lifetime
  const third = jwt.sign({ id: req.body.id }, KEY, { expiresIn: 60 * 60 * 24 * 7 });
  // ok: jwt-long-lifetime
  const fourth = jwt.sign({ id: req.body.id }, KEY, { expiresIn: '24h' });
  // ok: jwt-long-lifetime
  const fifth = jwt.sign({ id: req.body.id }, KEY, { expiresIn: 86400 });
  // a text of digits is milliseconds: two minutes
  // ok: jwt-long-lifetime
  const sixth = jwt.sign({ id: req.body.id }, KEY, { expiresIn: '120000' });
  // ruleid: jwt-long-lifetime
  const seventh = jwt.sign({ id: req.body.id }, KEY, { expiresIn: process.env.JWT_EXPIRES_IN || '90d' });
  // ok: jwt-long-lifetime
  const eighth = jwt.sign({ id: req.body.id }, KEY, { expiresIn: process.env.JWT_EXPIRES_IN });
  const ninth = jwt.sign({ id: req.body.id }, KEY, options);
  res.json([first, second, third, fourth, fifth, sixth, seventh, eighth, ninth]);
});

app.post('/refresh', (req, res) => {
  // ok: jwt-long-lifetime
  const refreshToken = jwt.sign({ id: req.body.id }, KEY, { expiresIn: '30d' });
  res.json({ refreshToken });
});

app.post('/typed', (req, res) => {
  // ok: jwt-long-lifetime
  const made = jwt.sign({ id: req.body.id, type: 'refresh' }, KEY, { expiresIn: '30d' });
  res.json({ made });
});

app.post('/keyed', (req, res) => {
  // ok: jwt-long-lifetime
  const made = jwt.sign({ id: req.body.id }, process.env.REFRESH_KEY, { expiresIn: '30d' });
  res.json({ made });
});

function issue(id, expiresIn) {
  // ruleid: jwt-long-lifetime
  return jwt.sign({ id }, KEY, { expiresIn });
}

app.post('/pair', (req, res) => {
  const accessToken = issue(req.body.id, '2d');
  const refreshToken = issue(req.body.id, '60d');
  res.json({ accessToken, refreshToken });
});

app.post('/claims', (req, res) => {
  const payload = {
    id: req.body.id,
    // ruleid: jwt-long-lifetime
    exp: Math.floor(Date.now() / 1000) + 60 * 60 * 24 * 30,
  };
  res.json({ token: jwt.sign(payload, KEY) });
});

app.post('/claims-short', (req, res) => {
  // ok: jwt-long-lifetime
  res.json({ token: jwt.sign({ id: 1, exp: Math.floor(Date.now() / 1000) + 60 * 60 }, KEY) });
});

function movedDate(id) {
  const today = new Date();
  const exp = new Date(today);
  exp.setDate(today.getDate() + 60);
  // ruleid: jwt-long-lifetime
  return jwt.sign({ id, exp: exp.getTime() / 1000 }, KEY);
}

async function joseToken(id) {
  return new SignJWT({ id })
    .setProtectedHeader({ alg: 'HS256' })
    // ruleid: jwt-long-lifetime
    .setExpirationTime('4w')
    .sign(secret);
}

async function joseShort(id) {
  // ok: jwt-long-lifetime
  return new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('2h').sign(secret);
}

async function honoToken(id) {
  // ruleid: jwt-long-lifetime
  return sign({ id, exp: Math.floor(Date.now() / 1000) + 3 * 24 * 3600 }, KEY);
}

function simpleToken(id) {
  const payload = {
    id,
    // ruleid: jwt-long-lifetime
    exp: moment().add(14, 'days').unix(),
  };
  return simple.encode(payload, KEY);
}

module.exports = { joseToken, joseShort, honoToken, simpleToken };
