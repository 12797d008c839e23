const express = require('express');

const other = express();

// Another program, whose middleware puts something else there
other.use((req, res, next) => {
  req.tenant = 'https://one.example.com';
  next();
});

other.get('/status', async (req, res) => {
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  res.json((await fetch(req.tenant)).status);
});
