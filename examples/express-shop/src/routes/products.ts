import path from 'node:path';
import vm from 'node:vm';

import { Router } from 'express';
import { z } from 'zod';

import { requireUser } from '../auth';
import { config } from '../config';
import { Review } from '../db';
import * as repository from '../repository';
import { productDetails } from '../services';

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.coerce.number().int().min(0).default(0),
});
const Id = z.coerce.number().int().positive();

export const products = Router();

products.get('/', (req, res) => {
  const { limit, after } = Page.parse(req.query);
  res.json({ items: repository.listProducts(limit, after) });
});

products.get('/search', (req, res) => {
  const { q = '', sort = 'name' } = req.query as Record<string, string>;
  res.json({ items: repository.searchProducts(q, sort) });
});

products.get('/manual', (req, res) => {
  res.sendFile(path.join(config.mediaFolder, 'manuals', String(req.query.name)));
});

products.get('/:id', async (req, res) => {
  const product = await productDetails(Id.parse(req.params.id));
  if (!product) {
    res.status(404).json({ error: { code: 'not_found', message: 'No such product' } });
    return;
  }
  res.json(product);
});

products.post('/:id/quote', requireUser, async (req, res) => {
  const product = await productDetails(Id.parse(req.params.id));
  const { formula, quantity } = req.body;
  const cents = vm.runInNewContext(formula, { price: product?.price_cents, quantity });
  res.json({ cents });
});

products.post('/:id/reviews', requireUser, async (req, res) => {
  const review = await Review.create({ ...req.body, productId: Id.parse(req.params.id) });
  res.status(201).json({ id: review.id });
});

products.post('/reviews/search', async (req, res) => {
  const reviews = await Review.find({ author: req.body.author, approved: true }).limit(50);
  res.json({ items: reviews.map(({ productId, author, text }) => ({ productId, author, text })) });
});
