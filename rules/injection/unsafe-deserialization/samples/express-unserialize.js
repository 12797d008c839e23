const express = require('express');
const serialize = require('node-serialize');
const { unserialize } = require('node-serialize');
const yaml = require('js-yaml');
const v8 = require('v8');
const Cryo = require('cryo');
const funcster = require('funcster');
const serializeToJs = require('serialize-to-js');

const app = express();

app.get('/profile', (req, res) => {
  const text = Buffer.from(req.cookies.profile, 'base64').toString();
  // ruleid: unsafe-deserialization
  const profile = serialize.unserialize(text);
  // ruleid: unsafe-deserialization
  const other = unserialize(req.body.profile);
  // ok: unsafe-deserialization
  const safe = JSON.parse(text);
  // ok: unsafe-deserialization
  const output = serialize.serialize(profile);
  res.send({ profile, other, safe, output });
});

app.post('/config', (req, res) => {
  // ruleid: unsafe-deserialization
  const config = yaml.load(req.body.config);
  // ruleid: unsafe-deserialization
  const full = yaml.load(req.body.config, { schema: yaml.DEFAULT_FULL_SCHEMA });
  // ok: unsafe-deserialization
  const safe = yaml.safeLoad(req.body.config);
  // ok: unsafe-deserialization
  const json = yaml.load(req.body.config, { schema: yaml.JSON_SCHEMA });
  // ruleid: unsafe-deserialization
  const state = v8.deserialize(Buffer.from(req.body.state, 'base64'));
  // ruleid: unsafe-deserialization
  const cryo = Cryo.parse(req.body.frozen);
  // ruleid: unsafe-deserialization
  const functions = funcster.deepDeserialize(req.body.functions);
  // ruleid: unsafe-deserialization
  const objects = serializeToJs.deserialize(req.body.objects);
  res.json({ config, full, safe, json, state, cryo, functions, objects });
});

function restore(text) {
  // ruleid: unsafe-deserialization
  return serialize.unserialize(text);
}

module.exports = { app, restore };
