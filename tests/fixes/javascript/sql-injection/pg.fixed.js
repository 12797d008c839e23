const express = require('express');
const { Pool } = require('pg');

const pool = new Pool();
const app = express();
const COLUMNS = 'id, name';

app.get('/users', async (req, res) => {
  const { name, city } = req.query;
  // Quotes go, the value is bound.
  const exact = await pool.query(`SELECT ${COLUMNS} FROM users WHERE name = $1`, [name]);
  const like = await pool.query("SELECT id FROM users WHERE name LIKE $1 AND city = $2", ['%' + name + '%', city]);
  const more = await pool.query(
    'SELECT id FROM users ' + // two lines
      "WHERE city = '" + city + "'",
  );
  const long = await pool.query(
    'SELECT id FROM users ' +
      "WHERE name = $1 " +
      "AND city = $2 " +
      'ORDER BY id LIMIT 10',
    [name, city],
  );
  const bound = await pool.query(`SELECT id FROM users WHERE city = $1 AND name = $2`, [city, name]);
  const sql = `SELECT id FROM users WHERE id = $1`;
  console.log(sql);
  const kept = await pool.query(sql, [req.query.id]);
  const listed = await pool.query({ text: `SELECT id FROM users WHERE name IN ($1, $2)`, values: [name, city] });
  res.json([exact, like, more, long, bound, kept, listed]);
});

app.post('/users', (req, res, next) => {
  pool.query(`INSERT INTO users (name, note) VALUES ($1, $2)`, [req.body.name, `it is ${req.body.note}`], (err) => {
    if (err) return next(err);
    res.sendStatus(201);
  });
});
