import { DataSource } from 'typeorm';
import { Order } from './order';

export const production = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Order],
  // ruleid: schema-sync-in-production
  synchronize: true,
});
