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
    // todook: code-injection (whatever is built and evaluated is reported, a number too)
    return eval(`${numberOf(x)} * 2`);
  }
}

module.exports = { Calculator };
