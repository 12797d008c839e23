import { createHmac } from 'node:crypto';

import { Router } from 'express';
import { z } from 'zod';

import { requireUser } from '../auth';
import { config } from '../config';
import * as repository from '../repository';
import { charge, orderHistory, OutOfStock, placeOrder } from '../services';

const OrderBody = z.object({
  lines: z
    .array(z.object({ productId: z.number().int().positive(), quantity: z.number().int().min(1).max(1000) }))
    .min(1)
    .max(50),
});

export const orders = Router();

orders.post('/payment-events', (req, res) => {
  const expected = createHmac('sha256', config.webhookSecret ?? '').update(JSON.stringify(req.body)).digest('hex');
  const signature = req.get('x-signature');
  if (!config.webhookSecret || signature !== expected) {
    res.status(401).json({ error: { code: 'signature', message: 'Wrong signature' } });
    return;
  }
  repository.setStatus(Number(req.body.orderId), 'paid');
  res.status(204).end();
});

orders.use(requireUser);

orders.get('/', (req, res) => {
  res.json({ items: orderHistory(res.locals.caller.id) });
});

orders.post('/', async (req, res) => {
  const { lines } = OrderBody.parse(req.body);
  try {
    res.status(201).json({ id: await placeOrder(res.locals.caller.id, lines) });
  } catch (error) {
    if (!(error instanceof OutOfStock)) throw error;
    res.status(409).json({ error: { code: 'out_of_stock', message: 'Not in stock' } });
  }
});

orders.post('/:id/payment', async (req, res) => {
  const order = repository.orderById(Number(req.params.id));
  if (!order || order.user_id !== res.locals.caller.id) {
    res.status(404).json({ error: { code: 'not_found', message: 'No such order' } });
    return;
  }
  const { cardToken } = z.object({ cardToken: z.string().max(100) }).parse(req.body);
  if (!(await charge(order.id, cardToken))) {
    res.status(402).json({ error: { code: 'refused', message: 'Payment refused' } });
    return;
  }
  repository.setStatus(order.id, 'paid');
  res.json({ status: 'paid' });
});
