const express = require('express');
const models = require('./models');
const { QueryTypes } = require('sequelize');

const app = express();

app.get('/users', async (req, res) => {
  const { term } = req.query;
  const found = await models.sequelize.query(
    `SELECT id FROM users WHERE name LIKE '%${term}%'`,
    { type: QueryTypes.SELECT },
  );
  res.json(found);
});
