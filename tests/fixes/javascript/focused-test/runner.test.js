const test = require('node:test');
const assert = require('node:assert');

test('refunds an order', { only: true }, () => {
  assert.equal(1, 1);
});

test('refunds another', { only: true, timeout: 100 }, () => {
  assert.equal(1, 1);
});
