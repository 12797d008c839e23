const express = require('express');

const app = express();

app.get('/pages/:page', (req, res) => {
  // ruleid: path-traversal
  res.render('pages/' + req.params.page);
});

app.get('/', (req, res) => {
  // ok: path-traversal
  res.render('home', { page: req.query.page });
});
