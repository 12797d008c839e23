import { describe, it } from 'node:test';
import { ok, strictEqual as same } from 'node:assert/strict';
import { multiply } from '../orders.js';

describe('multiply', () => {
  // ok: test-without-assertion
  it('multiplies', () => {
    same(multiply(2, 3), 6);
  });

  // ok: test-without-assertion
  it('is positive', () => {
    ok(multiply(2, 3));
  });

  // pedantic: test-without-assertion
  it('takes zero', () => {
    multiply(2, 0);
  });
});
