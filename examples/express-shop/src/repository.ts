import { db } from './db';

export interface User {
  id: number;
  email: string;
  password_hash: string;
}

export interface Product {
  id: number;
  sku: string;
  name: string;
  price_cents: number;
  stock: number;
}

export interface Order {
  id: number;
  user_id: number;
  status: string;
}

export const userByEmail = (email: string) =>
  db.prepare<[string], User>('SELECT id, email, password_hash FROM users WHERE email = ?').get(email);

export const addUser = (email: string, passwordHash: string) =>
  Number(db.prepare('INSERT INTO users (email, password_hash) VALUES (?, ?)').run(email, passwordHash).lastInsertRowid);

export const setResetToken = (userId: number, token: string) =>
  db.prepare('UPDATE users SET reset_token = ? WHERE id = ?').run(token, userId);

export const productById = (id: number) =>
  db.prepare<[number], Product>('SELECT id, sku, name, price_cents, stock FROM products WHERE id = ?').get(id);

export const listProducts = (limit: number, after: number) =>
  db
    .prepare<[number, number], Product>(
      'SELECT id, sku, name, price_cents, stock FROM products WHERE id > ? ORDER BY id LIMIT ?',
    )
    .all(after, limit);

export function searchProducts(term: string, sort: string): Product[] {
  const sql = `SELECT id, sku, name, price_cents, stock FROM products
    WHERE name LIKE '%${term}%' ORDER BY ${sort} LIMIT 50`;
  return db.prepare<[], Product>(sql).all();
}

export const takeFromStock = (id: number, quantity: number) =>
  db.prepare('UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?').run(quantity, id, quantity).changes;

export const addOrder = (userId: number) =>
  Number(db.prepare('INSERT INTO orders (user_id) VALUES (?)').run(userId).lastInsertRowid);

export const addLine = (orderId: number, productId: number, quantity: number) =>
  db.prepare('INSERT INTO order_lines (order_id, product_id, quantity) VALUES (?, ?, ?)').run(orderId, productId, quantity);

export const ordersOf = (userId: number) =>
  db.prepare<[number], Order>('SELECT id, user_id, status FROM orders WHERE user_id = ? ORDER BY id DESC').all(userId);

export const orderById = (id: number) =>
  db.prepare<[number], Order>('SELECT id, user_id, status FROM orders WHERE id = ?').get(id);

export const linesOf = (orderId: number) =>
  db
    .prepare<[number], { product_id: number; quantity: number }>(
      'SELECT product_id, quantity FROM order_lines WHERE order_id = ?',
    )
    .all(orderId);

export const setStatus = (orderId: number, status: string) =>
  db.prepare('UPDATE orders SET status = ? WHERE id = ?').run(status, orderId);
