import assert from 'node:assert';
import { describe, expect, it, test } from 'vitest';
import { fit as fitCurve } from './curves';

const only = process.env.ONLY;

// ruleid: focused-test
describe.only('orders', () => {
  // ruleid: focused-test
  it.only('are placed', async () => {
    expect(await place()).toBe(201);
  });

  // ok: focused-test
  it('are only placed once', async () => {
    expect(await place()).toBe(409);
  });

  // ruleid: focused-test
  fit('are refunded', () => {
    expect(1).toBe(1);
  });

  // ok: focused-test
  it('fits a curve', () => {
    expect(fitCurve([1, 2], 3)).toBeDefined();
  });

  // ruleid: focused-test
  it.only.each([1, 2])('are shipped in %i parts', (parts) => {
    expect(parts).toBeGreaterThan(0);
  });

  // ruleid: focused-test
  test.concurrent.only('are cancelled', async () => {
    expect(await place()).toBe(200);
  });

  // ok: focused-test
  it.skip('are exported', () => {});
});

// ruleid: focused-test
fdescribe('invoices', () => {
  // ok: focused-test
  test('are numbered', () => assert.equal(1, 1));
});

// ok: focused-test
const fields = query.only('id', 'name');

async function place(): Promise<number> {
  return fields.length;
}
