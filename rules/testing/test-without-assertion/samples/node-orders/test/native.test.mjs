import test from 'node:test';

// ok: test-without-assertion
test('adds', (t) => {
  t.assert.equal(1 + 1, 2);
});

// ok: test-without-assertion
test('subtracts', async (t) => {
  await t.test('one', (t) => t.assert.equal(2 - 1, 1));
});

// pedantic: test-without-assertion
test('multiplies', () => {
  multiply(2, 3);
});
