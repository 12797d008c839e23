const express = require('express');

const app = express();
const HOSTS = ['https://a.example.com'];

app.get('/go', (req, res) => {
  // ruleid: open-redirect
  res.redirect(req.query.url);
});

app.get('/login', (req, res) => {
  const { next = '/' } = req.query;
  // ruleid: open-redirect
  return res.redirect(302, next);
});

app.post('/leave', function (request, response) {
  const target = request.body.target || '/';
  // ruleid: open-redirect
  response.setHeader('Location', target);
  // ruleid: open-redirect
  response.writeHead(302, { Location: decodeURIComponent(target) });
  response.end();
});

app.get('/host', (req, res) => {
  // ruleid: open-redirect
  res.redirect(`https://${req.query.host}/home`);
  // ruleid: open-redirect
  res.status(301).redirect('//' + req.params.host);
});

app.get('/fixed/:id', (req, res) => {
  // ok: open-redirect
  res.redirect('/users/' + req.params.id);
  // ok: open-redirect
  res.redirect(`/users/${req.params.id}?tab=${req.query.tab}`);
  // ok: open-redirect
  res.redirect(`https://example.com/search?q=${encodeURIComponent(req.query.q)}`);
  // ok: open-redirect
  res.redirect(`${process.env.FRONTEND}/reset/${req.params.id}`);
  // ok: open-redirect
  res.redirect('back');
  // ok: open-redirect
  res.redirect(req.originalUrl);
  // ok: open-redirect
  res.redirect('https://' + req.headers.host + req.url);
  // ok: open-redirect
  res.redirect(req.get('Referrer') || '/');
});

app.get('/relative', (req, res) => {
  let next = req.query.next || '/';
  if (!next.startsWith('/') || next.startsWith('//')) {
    next = '/';
  }
  // ok: open-redirect
  res.redirect(next);
});

app.get('/pattern', (req, res) => {
  const next = req.query.next;
  // ok: open-redirect
  res.redirect(/^\/(?!\/)/.test(next) ? next : '/');
});

app.get('/allowed', (req, res) => {
  const { to } = req.query;
  if (!HOSTS.includes(to)) return res.sendStatus(400);
  // ok: open-redirect
  res.redirect(to);
});

app.get('/origin', (req, res) => {
  const target = new URL(req.query.next, 'https://example.com');
  if (target.origin !== 'https://example.com') {
    return res.sendStatus(400);
  }
  // ok: open-redirect
  res.redirect(target.toString());
});

app.get('/link/:code', async (req, res) => {
  const link = await Link.findOne({ code: req.params.code });
  // ok: open-redirect
  res.redirect(link.url);
});

app.post('/files', async (req, res) => {
  const stored = await saveFile(req.body);
  // ok: open-redirect
  res.set('Location', stored.url);
});

app.get('/oidc/login', async (req, res) => {
  const state = [randomState(), Buffer.from(req.query.next ?? '').toString('base64url')].join(':');
  const authUrl = buildAuthorizationUrl(await getOidcConfig(), { scope: 'openid', state });
  // ok: open-redirect
  res.redirect(307, authUrl);
});

app.get('/oidc/other', (req, res) => {
  const url = buildUrl(req.query.next);
  // ruleid: open-redirect
  res.redirect(307, url);
});
