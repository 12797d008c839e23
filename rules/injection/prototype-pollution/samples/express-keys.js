const express = require('express');
const set = require('lodash/set');
const { mergeWith } = require('lodash');

const app = express();
const config = {};

app.patch('/config', (req, res) => {
  for (const [name, value] of Object.entries(req.body)) {
    const [section, key] = name.split('.');
    // ruleid: prototype-pollution
    config[section][key] = value;
  }
  // ruleid: prototype-pollution
  set(config, req.body.key, 1);
  // ok: prototype-pollution
  set(config, 'theme.color', req.body.color);
  // ruleid: prototype-pollution
  mergeWith(config, req.body, (a, b) => b ?? a);
  // ok: prototype-pollution
  config.users = req.body.users;
  res.status(204).end();
});
