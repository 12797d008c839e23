import { describe, expect, it, test } from 'vitest';

// Only these ran.
describe('orders', () => {
  it('are placed', async () => {
    expect(1).toBe(1);
  });

  test.concurrent('are cancelled', () => {
    expect(1).toBe(1);
  });

  it.each([1, 2])('are shipped in %i parts', (parts) => {
    expect(parts).toBeGreaterThan(0);
  });
});
