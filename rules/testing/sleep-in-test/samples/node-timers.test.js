it('retries after a minute', async () => {
  jest.useFakeTimers();
  const done = retry();
  // ok: sleep-in-test
  await new Promise((resolve) => setTimeout(resolve, 60000));
  expect(await done).toBe(true);
});
