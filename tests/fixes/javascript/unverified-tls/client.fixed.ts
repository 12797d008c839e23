import https from 'node:https';
import { Pool } from 'pg';


export const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: true });
export const pool = new Pool({
  ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: true } : undefined,
});
export const url = 'postgres://app@db.example.com/app?sslmode=verify-full';
