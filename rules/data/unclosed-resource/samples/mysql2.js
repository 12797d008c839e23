const mysql = require('mysql2/promise');

const pool = mysql.createPool(process.env.DATABASE_URL);

async function leaking() {
  // ruleid: unclosed-resource
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  await connection.query('UPDATE stock SET count = count - 1 WHERE id = 1');
  await connection.commit();
  connection.release();
}

async function well() {
  // ok: unclosed-resource
  const connection = await pool.getConnection();
  try {
    await connection.query('UPDATE stock SET count = count - 1 WHERE id = 1');
  } finally {
    connection.release();
  }
}

module.exports = { leaking, well };
