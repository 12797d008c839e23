const express = require('express');

const app = express();

app.get('/lines', (req, res) => {
  const text = 'some text of ours';
  // ruleid: user-controlled-regex
  res.json(text.match(req.query.pattern));
});

app.get('/words', (req, res) => {
  // ok: user-controlled-regex
  res.json({ found: 'some text of ours'.includes(req.query.word) });
});

const { Minimatch } = require('minimatch');

const emailValidator = new Minimatch('*.example.com');

app.get('/invitations', (req, res) => {
  // ok: user-controlled-regex
  res.json({ allowed: emailValidator.match(req.query.email) });
});
