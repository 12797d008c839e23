const test = require('node:test');
const assert = require('node:assert');

test('refunds an order', () => {
  assert.equal(1, 1);
});

test('refunds another', { timeout: 100 }, () => {
  assert.equal(1, 1);
});
