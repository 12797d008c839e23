const { Pool } = require('pg');
const app = require('express')();
const pool = new Pool();

app.get('/', async (req, res) => {
  // Grüße ☂
  const rows = await pool.query(
    `SELECT id FROM users
     WHERE name = $1
     AND note = $2`,
    [req.query.name, `ü ${req.query.note}`],
  );
  res.json(rows);
});
