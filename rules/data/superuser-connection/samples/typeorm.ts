import { DataSource } from 'typeorm';

export const source = new DataSource({
  type: 'postgres',
  host: process.env.DB_HOST,
  // ruleid: superuser-connection
  username: 'postgres',
  password: process.env.DB_PASSWORD,
  database: 'shop',
});

export const own = new DataSource({
  type: 'postgres',
  host: process.env.DB_HOST,
  // ok: superuser-connection
  username: process.env.DB_USER,
  password: process.env.DB_PASSWORD,
  database: 'shop',
});
