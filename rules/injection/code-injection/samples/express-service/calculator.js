const { numberOf } = require('./numbers');

class Calculator {
  constructor(formula) {
    this.formula = formula;
  }

  get expression() {
    return `(${this.formula})`;
  }

  result() {
    // ruleid: code-injection
    return eval(this.expression);
  }

  double(x) {
    // ok: code-injection
    return eval(`${numberOf(x)} * 2`);
  }
}

module.exports = { Calculator };
