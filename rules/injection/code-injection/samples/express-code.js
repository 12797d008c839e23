const express = require('express');
const vm = require('vm');
const app = express();
const operations = { add: (a, b) => a + b };

app.post('/calc', (req, res) => {
  const { formula } = req.body;
  // ruleid: code-injection
  const total = eval(formula);
  // ruleid: code-injection
  const fn = new Function('a', 'return ' + req.body.code);
  // ruleid: code-injection
  vm.runInNewContext(req.body.code, {});
  // ruleid: code-injection
  const script = new vm.Script(`x = ${req.query.x}`);
  // ruleid: code-injection
  setTimeout('notify("' + req.query.user + '")', 100);
  // ruleid: code-injection
  const plugin = require('./plugins/' + req.params.plugin);
  // ok: code-injection
  const data = JSON.parse(req.body.data);
  // ok: code-injection
  setTimeout(() => console.log(req.query.user), 100);
  // ok: code-injection
  const sum = operations[req.body.op](1, 2);
  // ok: code-injection
  const found = /a(b)/.exec(req.query.text);
  res.json({ total, sum, data, found, fn, script, plugin });
});
