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

const { Client } = require('@elastic/elasticsearch');

const client = new Client({ node: process.env.ELASTIC });

app.get('/regions', async (req, res) => {
  const found = await client.search({ index: 'regions', query: { match: { name: req.query.q } } });
  const names = found.hits.hits.map((hit) => hit._source.name);
  // ok: user-controlled-regex
  const plain = names.reduce((text, name) => text.replace(new RegExp(name, 'ig'), ''), 'some text of ours');
  // ruleid: user-controlled-regex
  res.json({ plain, again: plain.replace(new RegExp(req.query.q, 'ig'), '') });
});
