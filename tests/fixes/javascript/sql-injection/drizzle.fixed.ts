import express from 'express';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';

const db = drizzle(process.env.DATABASE_URL!);
const client = postgres(process.env.DATABASE_URL!);
const app = express();

app.get('/users', async (req, res) => {
  const name = req.query.name as string;
  const a = await db.execute(sql`SELECT id FROM users WHERE name = ${name}`);
  const b = await db.execute(sql`SELECT id FROM users WHERE name LIKE ${'%' + name + '%'}`);
  const c = await client.unsafe(`SELECT id FROM users WHERE name = $1`, [name]);
  res.json([a, b, c]);
});
