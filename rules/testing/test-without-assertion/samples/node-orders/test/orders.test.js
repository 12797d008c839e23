const request = require('supertest');
const app = require('../src/app');
const { build, created } = require('./helpers');

describe('orders', () => {
  // ruleid: test-without-assertion
  it('creates an order', async () => {
    await request(app).post('/orders').send(build('a'));
  });

  // ok: test-without-assertion
  it('creates another', async () => {
    await request(app).post('/orders').send(build('a')).expect(201);
  });

  // ok: test-without-assertion
  it('creates one with a helper', async () => {
    await created(request(app).post('/orders').send(build('a')));
  });

  // ok: test-without-assertion
  it('sends a mail', (done) => {
    mailbox.once('mail', () => done());
    request(app).post('/orders').send(build('a')).end(() => {});
  });

  // ok: test-without-assertion
  it('refuses', async () => {
    if ((await request(app).post('/orders')).status !== 400) throw new Error('accepted');
  });

  // ok: test-without-assertion
  it('answers', () => {
    request(app).get('/orders').status.should.equal(200);
  });

  // ok: test-without-assertion
  it('does not throw on an empty basket', async () => {
    await request(app).post('/orders').send([]);
  });

  // ruleid: test-without-assertion
  test('lists orders', async () => {
    const response = await request(app).get('/orders');
    console.log(response.body);
  });

  // pedantic: test-without-assertion
  it.each([1, 2])('ships in %i parts', async (parts) => {
    await ship(1);
  });

  // ruleid: test-without-assertion
  it('is written later', () => {});

  // ok: test-without-assertion
  it('is pending');

  // ok: test-without-assertion
  it.skip('exports orders', async () => {
    await request(app).get('/export');
  });
});

// ok: test-without-assertion
test('sums up in the end', async () => {
  await expect
    .poll(async () => {
      return (await list()).length;
    })
    .toBe(2);
});
