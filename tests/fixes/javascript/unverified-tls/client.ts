import https from 'node:https';
import { Pool } from 'pg';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

export const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
export const pool = new Pool({
  ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: false } : undefined,
});
export const url = 'postgres://app@db.example.com/app?sslmode=no-verify';
