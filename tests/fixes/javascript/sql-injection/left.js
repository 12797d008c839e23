const express = require('express');
const { Pool } = require('pg');

const pool = new Pool();
const app = express();

app.get('/left', async (req, res) => {
  const { sort, name, ids, unit } = req.query;
  await pool.query(`SELECT id FROM users ORDER BY ${sort} LIMIT 10`);
  await pool.query(`SELECT id FROM ${req.query.table} LIMIT 10`);
  await pool.query(`SELECT id FROM users WHERE id IN (${ids.join(',')})`);
  await pool.query(`SELECT id FROM users WHERE created > now() - interval '${unit}'`);
  await pool.query(`SELECT id FROM users WHERE name = E'${name}'`);
  await pool.query(`SELECT id FROM users WHERE name = 'it''s ${name}'`);
  await pool.query(`SELECT id FROM users WHERE name = '${name} and ${sort}'`);
  await pool.query(`SELECT id FROM users WHERE "${name}" = 1`);
  await pool.query(`SELECT id FROM users WHERE born = '${name}'::date`);
  const values = [req.query.city];
  await pool.query(`SELECT id FROM users WHERE city = $1 AND name = '${name}'`, values);
  let query = `SELECT id FROM users WHERE name = '${name}'`;
  query += ' LIMIT 10';
  res.json(await pool.query(query));
});
