const express = require('express');
const axios = require('axios');
const { ExtractJwt } = require('passport-jwt');

const app = express();

app.get('/orders', (req, res) => {
  // ruleid: secret-in-url
  const key = req.query.apiKey;
  // ruleid: secret-in-url
  const { access_token: token } = req.query;
  // ok: secret-in-url
  const { page } = req.query;
  // ok: secret-in-url
  const header = req.get('x-api-key');
  res.json([key, token, page, header]);
});

app.get('/confirm-email', (req, res) => {
  // ok: secret-in-url
  res.json(req.query.token);
});

app.get('/login', (req, res) => {
  // ruleid: secret-in-url
  res.json(req.query.password);
});

app.post('/login', (req, res) => {
  // ok: secret-in-url
  const { password } = req.body;
  // ruleid: secret-in-url
  res.redirect('/app?token=' + sign(password));
});

// ruleid: secret-in-url
const fromUrl = ExtractJwt.fromUrlQueryParameter('token');
// ok: secret-in-url
const fromHeader = ExtractJwt.fromAuthHeaderAsBearerToken();

async function weather(city, key) {
  // as info
  // pedantic: secret-in-url
  // ruleid: missing-timeout
  await axios.get('https://api.weather-partner.net/now', { params: { city, apiKey: key } });
  // as info
  // pedantic: secret-in-url
  // ruleid: missing-timeout
  return axios.get(`https://api.weather-partner.net/now?city=${city}&api_key=${key}`);
}

module.exports = { fromUrl, fromHeader, weather, koa: (ctx) => {
  // ruleid: secret-in-url
  return ctx.query.token;
} };

function own(address) {
  const source = new URL(address);
  // ok: secret-in-url
  return source.searchParams.get('token');
}

app.get('/raw', (req, res) => {
  const url = new URL(req.url, 'http://localhost');
  // ruleid: secret-in-url
  res.json([own, url.searchParams.get('token')]);
});
