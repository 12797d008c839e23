const express = require('express');
const { Calculator } = require('./calculator');

const app = express();
app.use(express.json());

app.post('/calculate', (req, res) => {
  const calculator = new Calculator(req.body.formula);
  res.json({ result: calculator.result() });
});

app.post('/calculate/number', (req, res) => {
  res.json({ result: new Calculator('x * 2').double(req.body.x) });
});

app.listen(3000);
