const express = require('express');
const { ProfileService, Codec, SafeCodec } = require('./lib');

const app = express();
const profiles = new ProfileService(new Codec());
const safe = new ProfileService(new SafeCodec());

app.get('/profile', (req, res) => {
  res.json(profiles.load(req.cookies.profile));
});

app.get('/profile/safe', (req, res) => {
  res.json(safe.loadSafely(req.cookies.profile));
});

app.listen(3000);
