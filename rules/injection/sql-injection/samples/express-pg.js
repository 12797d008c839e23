const express = require('express');
const { Pool, Client } = require('pg');
const format = require('pg-format');
const sql = require('sql-template-strings');

const app = express();
const pool = new Pool();
const SORTABLE = ['name', 'created_at'];
const COLUMNS = { name: 'u.name', created: 'u.created_at' };

app.post('/login', async (req, res) => {
  const { username, password } = req.body;
  // ruleid: sql-injection
  const r = await pool.query("SELECT id FROM users WHERE username = '" + username + "' AND password = '" + password + "'");
  // ok: sql-injection
  // ruleid: plaintext-password
  await pool.query('SELECT id FROM users WHERE username = $1 AND password = $2', [username, password]);
  // ruleid: sql-injection
  await pool.query(`SELECT id FROM users WHERE username = '${username}'`);
  const text = `SELECT id FROM users WHERE username = '${req.body.username}'`;
  // ruleid: sql-injection
  await pool.query({ text, values: [] });
  // ok: sql-injection
  await pool.query({ text: 'SELECT id FROM users WHERE username = $1', values: [username] });
  const query = { name: 'fetch-user', text: 'SELECT id FROM users WHERE id = $1', values: [req.params.id] };
  // ok: sql-injection
  await pool.query(query);
  res.json(r.rows);
});

app.get('/users/:id', async (req, res) => {
  // ruleid: unclosed-resource
  const client = await pool.connect();
  // ruleid: sql-injection
  const result = await client.query('SELECT id FROM users WHERE id = ' + req.params.id);
  // ok: sql-injection
  await client.query(sql`SELECT id FROM users WHERE id = ${req.params.id}`);
  // ok: sql-injection
  await client.query(`SELECT id FROM users WHERE id = ${Number(req.params.id)}`);
  const id = parseInt(req.params.id, 10);
  // ok: sql-injection
  await client.query(`SELECT id FROM users WHERE id = ${id}`);
  // ok: sql-injection
  await client.query(format('SELECT id FROM %I WHERE id = %L', req.query.table, id));
  res.json(result.rows[0]);
});

app.get('/search', (req, res) => {
  let query = 'SELECT id FROM products WHERE 1=1';
  if (req.query.category) {
    query += " AND category = '" + req.query.category + "'";
  }
  // ruleid: sql-injection
  pool.query(query, (err, result) => {
    if (err) throw err;
    res.json(result.rows);
  });
  const sort = req.query.sort;
  // ruleid: sql-injection
  pool.query(`SELECT id FROM products ORDER BY ${sort}`);
  if (!SORTABLE.includes(sort)) {
    return res.status(400).end();
  }
  // ok: sql-injection
  pool.query(`SELECT id FROM products ORDER BY ${sort}`);
});

app.get('/many', async (req, res) => {
  const ids = req.query.ids.split(',');
  const marks = ids.map((_, i) => `$${i + 1}`).join(', ');
  // ok: sql-injection
  await pool.query(`SELECT id FROM users WHERE id IN (${marks})`, ids);
  // ruleid: sql-injection
  await pool.query(`SELECT id FROM users WHERE id IN (${ids.join(',')})`);
  const direction = req.query.desc ? 'DESC' : 'ASC';
  // ok: sql-injection
  await pool.query(`SELECT id FROM users ORDER BY id ${direction}`);
  const conditions = [];
  const values = [];
  if (req.query.name) {
    values.push(req.query.name);
    conditions.push(`name = $${values.length}`);
  }
  // ok: sql-injection
  await pool.query(`SELECT id FROM users WHERE ${conditions.join(' AND ')}`, values);
  const bad = [];
  if (req.query.name) bad.push(`name = '${req.query.name}'`);
  // ruleid: sql-injection
  await pool.query(`SELECT id FROM users WHERE ${bad.join(' AND ')}`);
  res.end();
});
