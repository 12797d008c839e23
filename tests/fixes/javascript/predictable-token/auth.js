const express = require('express');
const { v1: uuidv1 } = require('uuid');

const app = express();

app.post('/forgot', (req, res) => {
  const resetToken = Math.random().toString(36).slice(2);
  const otp = Math.floor(100000 + Math.random() * 900000);
  const pin = Math.floor(Math.random() * 10000);
  const apiKey = uuidv1();
  const color = Math.floor(Math.random() * 16);
  res.json({ resetToken, otp, pin, apiKey, color });
});
