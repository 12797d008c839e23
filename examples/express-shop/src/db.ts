import Database from 'better-sqlite3';
import Redis from 'ioredis';
import mongoose from 'mongoose';

import { config } from './config';

export const db = new Database(config.databaseFile);
db.pragma('foreign_keys = ON');
db.exec(`
  CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    reset_token TEXT
  );
  CREATE TABLE IF NOT EXISTS products (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents > 0),
    stock INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0)
  );
  CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    status TEXT NOT NULL DEFAULT 'new'
  );
  CREATE TABLE IF NOT EXISTS order_lines (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, product_id)
  );
`);

export const cache = new Redis(config.redisUrl, {
  lazyConnect: true,
  maxRetriesPerRequest: 1,
  commandTimeout: 500,
  retryStrategy: (attempt) => Math.min(attempt * 500, 10_000),
});
cache.on('error', (error: Error) => console.warn('cache is unavailable:', error.message));

export const Review = mongoose.model(
  'Review',
  new mongoose.Schema(
    {
      productId: { type: Number, required: true, index: true },
      author: { type: String, required: true },
      text: { type: String, required: true, maxlength: 2000 },
      approved: { type: Boolean, default: false },
    },
    { timestamps: true },
  ),
);
