const express = require('express');
const db = require('./db');

const app = express();

// Nobody knows which database this is.
app.get('/users', async (req, res) => {
  res.json(await db.query(`SELECT id FROM users WHERE name = '${req.query.name}'`));
});
