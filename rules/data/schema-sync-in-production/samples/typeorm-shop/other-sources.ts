import { DataSource } from 'typeorm';
import { Order } from './order';

export const switched = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Order],
  // ok: schema-sync-in-production
  synchronize: process.env.NODE_ENV !== 'production',
});

export const off = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Order],
  // ok: schema-sync-in-production
  synchronize: false,
});

export const inMemory = new DataSource({
  type: 'sqlite',
  database: ':memory:',
  entities: [Order],
  // ok: schema-sync-in-production
  synchronize: true,
});

export const contacts = {
  interval: 60,
  // ok: schema-sync-in-production
  synchronize: true,
};

export const byStage = {
  // ok: schema-sync-in-production
  development: { type: 'postgres', entities: [Order], synchronize: true },
  production: { type: 'postgres', entities: [Order], synchronize: false },
};
