const express = require('express');
const { sequelize } = require('./models'); // sequelize

const app = express();

async function start() {
  // ruleid: schema-sync-in-production
  await sequelize.sync({ alter: true });
  app.listen(3000);
}

start();
