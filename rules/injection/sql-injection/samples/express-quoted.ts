import express from 'express';
import { Pool } from 'pg';
import { ident, literal } from 'pg-format';

const pool = new Pool();
const app = express();

app.get('/people', async (req, res) => {
  const { name, sort, names } = req.query as { name: string; sort: string; names: string[] };
  // ok: sql-injection
  const quoted = await pool.query(`SELECT id FROM people WHERE name = ${literal(name)} ORDER BY ${ident(sort)}`);
  // ok: sql-injection
  const listed = await pool.query(`SELECT id FROM people WHERE name IN (${names.map(literal).join(', ')})`);
  // ruleid: sql-injection
  const open = await pool.query(`SELECT id FROM people WHERE name = ${literal(name)} ORDER BY ${sort}`);
  res.json([quoted.rows, listed.rows, open.rows]);
});
