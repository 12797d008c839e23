const express = require('express');
const { Pool } = require('pg');

const pool = new Pool();
const app = express();
const COLUMNS = 'id, name';

app.get('/users', async (req, res) => {
  const { name, city } = req.query;
  // Quotes go, the value is bound.
  const exact = await pool.query(`SELECT ${COLUMNS} FROM users WHERE name = '${name}'`);
  const like = await pool.query("SELECT id FROM users WHERE name LIKE '%" + name + "%' AND city = '" + city + "'");
  const more = await pool.query(
    'SELECT id FROM users ' + // two lines
      "WHERE city = '" + city + "'",
  );
  const long = await pool.query(
    'SELECT id FROM users ' +
      "WHERE name = '" + name + "' " +
      "AND city = '" + city + "' " +
      'ORDER BY id LIMIT 10',
  );
  const bound = await pool.query(`SELECT id FROM users WHERE city = $1 AND name = '${name}'`, [city]);
  const sql = `SELECT id FROM users WHERE id = ${req.query.id}`;
  console.log(sql);
  const kept = await pool.query(sql);
  const listed = await pool.query({ text: `SELECT id FROM users WHERE name IN ('${name}', '${city}')` });
  res.json([exact, like, more, long, bound, kept, listed]);
});

app.post('/users', (req, res, next) => {
  pool.query(`INSERT INTO users (name, note) VALUES ('${req.body.name}', 'it is ${req.body.note}')`, (err) => {
    if (err) return next(err);
    res.sendStatus(201);
  });
});
