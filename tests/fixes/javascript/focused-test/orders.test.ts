import { describe, expect, it, test } from 'vitest';

// Only these ran.
describe.only('orders', () => {
  it.only('are placed', async () => {
    expect(1).toBe(1);
  });

  test.concurrent.only('are cancelled', () => {
    expect(1).toBe(1);
  });

  it.only.each([1, 2])('are shipped in %i parts', (parts) => {
    expect(parts).toBeGreaterThan(0);
  });
});
