const express = require('express');
const { exec } = require('child_process');
const cp = require('node:child_process');

const app = express();

app.get('/ping', (req, res) => {
  // The host is an argument of its own.
  exec('ping -c 1 ' + req.query.host, (err, out) => res.json({ err, out }));
});

app.get('/dig', (req, res) => {
  res.send(cp.execSync(`dig +short --name=${req.query.name} "${req.query.server}"`, { timeout: 1000 }));
});

app.get('/ls', (req, res) => {
  cp.spawn('ls', ['-l', req.query.folder], { shell: true, cwd: '/srv' });
  cp.spawn('ls', [req.query.folder], { shell: true });
  res.sendStatus(202);
});
