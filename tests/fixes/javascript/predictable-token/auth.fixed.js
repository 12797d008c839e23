const express = require('express');
const { v1: uuidv1 } = require('uuid');
const crypto = require('crypto');

const app = express();

app.post('/forgot', (req, res) => {
  const resetToken = crypto.randomBytes(32).toString('hex');
  const otp = crypto.randomInt(100000, 1000000);
  const pin = crypto.randomInt(10000);
  const apiKey = crypto.randomUUID();
  const color = Math.floor(Math.random() * 16);
  res.json({ resetToken, otp, pin, apiKey, color });
});
