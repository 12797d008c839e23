const cp = require('child_process');
const express = require('express');

const app = express();

app.get('/files', (req, res) => {
  // ruleid: command-injection
  cp['exec']('ls ' + req.query.dir, (error, out) => res.json({ out }));
});

app.get('/fixed', (req, res) => {
  // ok: command-injection
  cp['exec']('ls /srv', (error, out) => res.json({ out }));
});
