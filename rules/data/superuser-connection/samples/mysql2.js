const mysql = require('mysql2/promise');

const pool = mysql.createPool({
  host: process.env.DB_HOST,
  // ruleid: superuser-connection
  user: 'root',
  password: process.env.DB_PASSWORD,
  database: 'shop',
});

const own = mysql.createPool({
  host: process.env.DB_HOST,
  // ok: superuser-connection
  user: 'shop_app',
  password: process.env.DB_PASSWORD,
  database: 'shop',
});

// ok: superuser-connection
const account = { host: 'shop', user: 'root', role: 'admin' };

module.exports = { pool, own, account };
