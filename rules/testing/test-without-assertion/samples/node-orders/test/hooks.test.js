afterEach(() => {
  expect(errors).toEqual([]);
});

// ok: test-without-assertion
it('imports orders', async () => {
  await importOrders('orders.csv');
});
