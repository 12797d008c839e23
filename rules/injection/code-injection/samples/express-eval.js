const express = require('express');
const vm = require('vm');
const path = require('path');
const safeEval = require('safe-eval');
const { VM } = require('vm2');
const { runInNewContext } = require('vm');

const app = express();
const operations = { add: (a, b) => a + b, mul: (a, b) => a * b };
const REPORTS = { sales: './reports/sales', stock: './reports/stock' };

app.get('/calc', (req, res) => {
  const expression = req.query.expression;
  // ruleid: code-injection
  let result = eval(expression);
  // ruleid: code-injection
  result = eval('(' + req.query.expression + ')');
  // ruleid: code-injection
  result = new Function('a', 'b', `return ${expression}`)(1, 2);
  // ruleid: code-injection
  result = vm.runInNewContext(expression, {});
  // ruleid: code-injection
  result = new vm.Script(expression).runInThisContext();
  // ruleid: code-injection
  result = safeEval(expression);
  // ruleid: code-injection
  result = new VM().run(expression);
  // ruleid: code-injection
  result = runInNewContext(expression);
  // ok: code-injection
  result = JSON.parse(expression);
  // ok: code-injection
  result = operations[req.query.operation](1, 2);
  // ok: code-injection
  result = eval('1 + 1');
  // ok: code-injection
  result = vm.runInNewContext('x * 2', { x: expression });
  res.json({ result });
});

app.post('/later', function (req, res) {
  // ruleid: code-injection
  setTimeout(req.body.callback, 1000);
  // ruleid: code-injection
  setInterval('tick(' + req.body.name + ')', 1000);
  // ok: code-injection
  // ruleid: log-injection
  setTimeout(() => console.log(req.body.name), 1000);
  // ok: code-injection
  // ruleid: unescaped-html
  setTimeout(function () { res.send(req.body.name); }, req.body.delay);
  // ruleid: unescaped-html
  const later = () => res.send(req.body.name);
  // ok: code-injection
  setTimeout(later, 1000);
});

app.get('/report/:name', async (req, res) => {
  // ruleid: code-injection
  const report = require('./reports/' + req.params.name);
  // ruleid: code-injection
  const other = await import(`./reports/${req.params.name}.js`);
  // ok: code-injection
  const known = require(REPORTS[req.params.name]);
  // ok: code-injection
  const fixed = require('./reports/sales');
  res.json(report.run(other, known, fixed));
});

function compute(formula, row) {
  // ruleid: code-injection
  return new Function('row', 'return ' + formula)(row);
}

function evaluate(source) {
  // ruleid: code-injection
  return eval(source);
}

module.exports = { app, compute, evaluate };
