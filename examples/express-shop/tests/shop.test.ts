process.env.DATABASE_FILE = ':memory:';

import request from 'supertest';

import { app } from '../src/app';
import { cache, db } from '../src/db';
import { publish } from '../src/events';

jest.mock('../src/events', () => ({ publish: jest.fn().mockResolvedValue(undefined) }));

const ada = { email: 'ada@example.com', password: 'long enough' };

async function login(): Promise<string> {
  await request(app).post('/register').send(ada).expect(201);
  const response = await request(app).post('/login').send(ada).expect(200);
  return response.body.token;
}

beforeEach(() => {
  db.exec('DELETE FROM order_lines; DELETE FROM orders; DELETE FROM products; DELETE FROM users');
  db.prepare("INSERT INTO products (id, sku, name, price_cents, stock) VALUES (1, 'T-1', 'Teapot', 2450, 5)").run();
  jest.spyOn(cache, 'get').mockResolvedValue(null);
  jest.spyOn(cache, 'set').mockResolvedValue('OK');
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  jest.mocked(publish).mockClear();
});

describe('accounts', () => {
  test('an address can be registered once', async () => {
    await login();
    await request(app).post('/register').send(ada).expect(409);
  });

  test('a wrong password is refused', async () => {
    await login();
    await request(app).post('/login').send({ ...ada, password: 'not this one' }).expect(401);
  });

  test('a short password is invalid', async () => {
    const response = await request(app).post('/register').send({ ...ada, password: 'short' }).expect(422);
    expect(response.body.error.code).toBe('invalid');
  });
});

describe('products', () => {
  test('come in pages', async () => {
    const response = await request(app).get('/products?limit=1').expect(200);
    expect(response.body.items).toHaveLength(1);
    await request(app).get('/products?limit=1000').expect(422);
  });

  test('are found by name', async () => {
    const response = await request(app).get('/products/search?q=pot').expect(200);
    expect(response.body.items[0].sku).toBe('T-1');
  });

  test('have details', async () => {
    await request(app).get('/products/1').expect(200);
    await request(app).get('/products/2').expect(404);
  });
});

describe('orders', () => {
  test('need a caller', async () => {
    await request(app).get('/orders').expect(401);
  });

  test('are placed and listed', async () => {
    const token = await login();
    const placed = await request(app)
      .post('/orders')
      .set('authorization', `Bearer ${token}`)
      .send({ lines: [{ productId: 1, quantity: 2 }] })
      .expect(201);
    expect(publish).toHaveBeenCalledWith(expect.objectContaining({ orderId: placed.body.id }));
    const listed = await request(app).get('/orders').set('authorization', `Bearer ${token}`).expect(200);
    expect(listed.body.items[0].cents).toBe(4900);
  });

  test('of more than there is are refused', async () => {
    const token = await login();
    await request(app)
      .post('/orders')
      .set('authorization', `Bearer ${token}`)
      .send({ lines: [{ productId: 1, quantity: 6 }] })
      .expect(409);
  });
});
