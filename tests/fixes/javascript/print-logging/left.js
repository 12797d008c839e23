const express = require('express');
const log = require('debug')('app');

const app = express();

// What `log` is has no levels.
app.get('/', (req, res) => {
  log('asked');
  console.log('asked');
  res.end();
});
