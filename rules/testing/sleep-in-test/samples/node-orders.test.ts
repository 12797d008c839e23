import { setTimeout } from 'timers/promises';
import { delay } from './helpers';

const SECOND = 1000;

beforeAll(async () => {
  // ruleid: sleep-in-test
  await new Promise((resolve) => setTimeout(resolve, 3000));
});

it('sends a mail', async () => {
  publish('order');
  // ruleid: sleep-in-test
  await delay(2 * SECOND);
  expect(mails).toHaveLength(1);
});

it('sends another mail', async () => {
  // ruleid: sleep-in-test
  await setTimeout(500);
  expect(mails).toHaveLength(2);
});

it('waits for mails', async () => {
  while (mails.length === 0) {
    // ok: sleep-in-test
    await delay(10);
  }
  // ok: sleep-in-test
  await new Promise((resolve) => mailbox.once('mail', resolve));
  // ok: sleep-in-test
  await waitFor(() => expect(mails).toHaveLength(3), { timeout: 5000 });
});

it('times out', async () => {
  // ok: sleep-in-test
  const slow = async () => delay(60 * SECOND);
  await expect(call(slow)).rejects.toThrow('timeout');
});

it.skip('is slow', async () => {
  // ok: sleep-in-test
  await delay(60000);
});

it('clicks', async () => {
  // ruleid: sleep-in-test
  await page.waitForTimeout(1000);
  expect(await page.title()).toBe('shop');
});
