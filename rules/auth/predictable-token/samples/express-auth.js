const crypto = require('crypto');
const express = require('express');
const { v1: uuidv1, v4: uuidv4 } = require('uuid');
const _ = require('lodash');

const app = express();

function generateToken() {
  // ruleid: predictable-token
  return Math.random().toString(36).substring(2) + Date.now().toString(36);
}

const generateOTP = () => Math.floor(100000 + crypto.randomInt(900000));
// ruleid: predictable-token
const makeOtp = () => Math.floor(100000 + Math.random() * 900000);

function generatePassword(length) {
  const chars = 'abcdefghijklmnopqrstuvwxyz';
  let out = '';
  for (let i = 0; i < length; i++) {
    // ruleid: predictable-token
    out += chars.charAt(Math.floor(Math.random() * chars.length));
  }
  return out;
}

app.post('/forgot', async (req, res) => {
  // ruleid: predictable-token
  const resetToken = Math.random().toString(36).slice(2);
  // ruleid: predictable-token
  req.user.verificationCode = Math.floor(1000 + Math.random() * 9000);
  // ok: predictable-token
  const safeToken = crypto.randomBytes(32).toString('hex');
  // ruleid: predictable-token
  const apiKey = uuidv1();
  // ok: predictable-token
  const sessionId = uuidv4();
  // ruleid: predictable-token
  const sid = `${req.user.id}-${Date.now()}`;
  // ruleid: predictable-token
  const accessToken = crypto.createHash('sha256').update(String(Date.now())).digest('hex');
  // ruleid: predictable-token, insecure-cookie
  res.cookie('session', String(Math.random()));
  // ruleid: predictable-token
  const pin = _.random(1000, 9999);
  // ruleid: predictable-token
  const secret = Array.from({ length: 16 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  await save({
    // ruleid: predictable-token
    otp: Math.floor(Math.random() * 10000),
    // ok: predictable-token
    createdAt: Date.now(),
    // ok: predictable-token
    tokenExpiresAt: Date.now() + 3600 * 1000,
  });
  res.json({ resetToken, safeToken, apiKey, sessionId, sid, accessToken, pin, secret });
});

app.get('/jitter', (req, res) => {
  // ok: predictable-token
  setTimeout(() => res.sendStatus(200), Math.random() * 100);
  // ok: predictable-token
  const index = Math.floor(Math.random() * 10);
  // ok: predictable-token
  const filename = `${Date.now()}-${Math.round(Math.random() * 1e9)}.png`;
  // ok: predictable-token
  const maxTokens = Math.ceil(Math.random() * 100);
  // ok: predictable-token
  if (req.token.exp < Date.now()) return res.sendStatus(401);
  // ok: predictable-token
  const tokenAge = Date.now() - req.token.iat;
  return res.json({ index, filename, maxTokens, tokenAge });
});

module.exports = { app, generateToken, generateOTP, makeOtp, generatePassword, uuidv4 };

function indexName() {
  // ok: predictable-token
  const nameSalt = Math.random().toString(36).substring(7);
  return `products-${nameSalt}`;
}
module.exports.indexName = indexName;
