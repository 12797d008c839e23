const express = require('express');
const { render, renderNamed } = require('./mail');

const app = express();
app.use(express.json());

app.post('/mails', (req, res) => {
  res.send(render(req.body.template, { name: req.body.name }));
});

app.post('/mails/:template', (req, res) => {
  res.send(renderNamed(req.params.template, { name: req.body.name }));
});

app.listen(3000);
