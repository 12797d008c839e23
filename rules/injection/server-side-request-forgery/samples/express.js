const express = require('express');
const axios = require('axios');
const fetch = require('node-fetch');
const got = require('got');
const request = require('request');
const needle = require('needle');
const http = require('http');
const https = require('https');
const puppeteer = require('puppeteer');

const app = express();
const API = process.env.API_URL;
const ALLOWED_HOSTS = ['api.example.com'];

app.get('/proxy', async (req, res) => {
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  const { data } = await axios.get(req.query.url);
  res.send(data);
});

app.post('/hook', async (req, res) => {
  const { callback, host } = req.body;
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  await fetch(callback, { method: 'POST' });
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  await got(`https://${host}/status`);
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  await axios({ method: 'post', url: callback, data: req.body });
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  request({ uri: callback }, (err, answer, body) => res.send(body));
  // ruleid: server-side-request-forgery
  needle('get', 'http://' + host);
});

app.get('/raw', (req, res) => {
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  http.get(req.query.url, (answer) => answer.pipe(res));
  const options = { hostname: req.query.host, path: '/' };
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  https.request(options, (answer) => answer.pipe(res)).end();
});

app.get('/shot', async (req, res) => {
  const page = await (await puppeteer.launch()).newPage();
  // ruleid: server-side-request-forgery
  await page.goto(req.query.url);
  res.send(await page.screenshot());
});

app.get('/items/:id', async (req, res) => {
  const { id } = req.params;
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios.get(`https://api.example.com/items/${id}`);
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios.get('https://api.example.com/items/' + id + '/parts/' + id);
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await fetch(`${API}/items/${id}`, { headers: { authorization: req.headers.authorization } });
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await fetch(API + '/items/' + id);
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios({ method: 'post', url: `${API}/items`, data: req.body });
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios.post('https://api.example.com/items', req.body);
  const options = { hostname: 'api.example.com', path: `/items/${id}`, headers: req.headers };
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  https.request(options, (answer) => answer.pipe(res)).end();
  const config = { method: 'get', url: `https://${process.env.HOST}/items/${id}`, data: req.body };
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios(config);
});

app.get('/allowed', async (req, res) => {
  const target = new URL(req.query.url);
  if (!ALLOWED_HOSTS.includes(target.hostname)) {
    return res.status(400).end();
  }
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  const answer = await fetch(target);
  res.send(await answer.text());
});

app.get('/allowed-text', async (req, res) => {
  const { url } = req.query;
  const parsed = new URL(url);
  if (parsed.host !== 'api.example.com') throw new Error('host');
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  res.send((await axios.get(url)).data);
});

app.get('/own', async (req, res) => {
  const { url } = req.query;
  await assertPublicUrl(url);
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  res.send((await axios.get(url)).data);
});
