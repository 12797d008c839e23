import express from 'express';
import { Pool } from 'pg';
import { PrismaClient } from '@prisma/client';

interface Row {
  id: string;
}

const pool = new Pool();
const prisma = new PrismaClient();
const app = express();

app.get('/rows', async (req, res) => {
  // ruleid: sql-injection
  const rows = await pool.query<Row>(`SELECT id FROM rows WHERE name = '${req.query.name}'`);
  // ok: sql-injection
  const same = await pool.query<Row>('SELECT id FROM rows WHERE name = $1', [req.query.name]);
  // ruleid: sql-injection
  const users = await prisma.$queryRawUnsafe<Row[]>(`SELECT id FROM users WHERE name = '${req?.query?.name}'`);
  // ok: sql-injection
  const counted = await prisma.$queryRaw<Row>`SELECT count(*) AS id FROM users WHERE name = ${req.query.name}`;
  res.json({ rows, same, users, counted });
});

app.get('/sorted', async (req, res) => {
  const { by } = req.query as { by: string };
  // ruleid: sql-injection
  res.json(await pool.query<Row>(`SELECT id FROM rows ORDER BY ${by} LIMIT 10`));
});
