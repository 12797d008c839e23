import axios from 'axios';

import { config } from './config';
import { cache, db } from './db';
import { publish } from './events';
import * as repository from './repository';

export class OutOfStock extends Error {}

export interface Line {
  productId: number;
  quantity: number;
}

export async function productDetails(id: number): Promise<repository.Product | undefined> {
  const key = `product:${id}`;
  try {
    const cached = await cache.get(key);
    if (cached) return JSON.parse(cached);
  } catch (error) {
    console.warn('reading the cache failed', error);
  }
  const product = repository.productById(id);
  if (product) {
    cache.set(key, JSON.stringify(product)).catch((error) => console.warn('filling the cache failed', error));
  }
  return product;
}

const store = db.transaction((userId: number, lines: Line[]) => {
  const orderId = repository.addOrder(userId);
  for (const { productId, quantity } of lines) {
    if (!repository.takeFromStock(productId, quantity)) throw new OutOfStock(`product ${productId}`);
    repository.addLine(orderId, productId, quantity);
  }
  return orderId;
});

export async function placeOrder(userId: number, lines: Line[]): Promise<number> {
  const orderId = store(userId, lines);
  await publish({ type: 'order.placed', orderId, userId }).catch(() => {});
  return orderId;
}

export function orderHistory(userId: number) {
  return repository.ordersOf(userId).map((order) => {
    const lines = repository.linesOf(order.id).map((line) => {
      const product = repository.productById(line.product_id);
      return { product: product?.name, quantity: line.quantity, cents: (product?.price_cents ?? 0) * line.quantity };
    });
    return { id: order.id, status: order.status, lines, cents: lines.reduce((sum, line) => sum + line.cents, 0) };
  });
}

export async function charge(orderId: number, cardToken: string): Promise<boolean> {
  const response = await axios.post(config.paymentUrl, { orderId, cardToken });
  return response.status === 201;
}
