const test = require('node:test');
const assert = require('node:assert');

// ruleid: focused-test
test('refunds an order', { only: true }, () => {
  assert.equal(1, 1);
});

// ok: focused-test
test('ships an order', { timeout: 1000 }, (t) => {
  // ok: focused-test
  const options = { only: true };
  assert.equal(ship(options), t.name);
});

const migrations = (name, tests, { only = false } = {}) => {
  // ok: focused-test
  const run = only ? test.only.bind(test) : test;
  run(name, tests);
};

// ruleid: focused-test
test.only('counts orders', () => {
  assert.equal(1, 1);
});
