import { Pool } from 'pg';

export const pool = new Pool({
  host: 'db.shop-prod.net',
  database: 'shop',
  // ruleid: unencrypted-database-connection
  ssl: false,
});

export const verified = new Pool({
  host: 'db.shop-prod.net',
  database: 'shop',
  // ok: unencrypted-database-connection
  ssl: { ca: process.env.DB_CA },
});

export const local = new Pool({
  host: 'localhost',
  database: 'shop',
  // ok: unencrypted-database-connection
  ssl: false,
});

export const switched = new Pool({
  host: process.env.DB_HOST,
  database: 'shop',
  // ok: unencrypted-database-connection
  ssl: process.env.NODE_ENV === 'production' ? { ca: process.env.DB_CA } : false,
});

// ruleid: unencrypted-database-connection
export const url = `postgres://shop:${process.env.DB_PASSWORD}@${process.env.DB_HOST}/shop?sslmode=disable`;
