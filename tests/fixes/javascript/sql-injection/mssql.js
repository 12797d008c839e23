import express from 'express';
import sql from 'mssql';

const app = express();
const ready = sql.connect(process.env.DATABASE_URL);

app.get('/users', async (req, res) => {
  const pool = await ready;
  const { email } = req.query;
  const found = await pool.request().query("SELECT id FROM users WHERE email = '" + email + "' AND name = '" + req.query.name + "'");
  res.json(found.recordset);
});
