import mysql from 'mysql2/promise';
import Database from 'better-sqlite3';
import sqlite3 from 'sqlite3';
import sql from 'mssql';
import pgPromise from 'pg-promise';

const pool = mysql.createPool({ uri: 'mysql://localhost/app' });
const lite = new Database('app.db');
const db = new sqlite3.Database('app.db');
const pgp = pgPromise()('postgres://localhost/app');
const TABLE = 'users';
const STATUS = { open: 1, closed: 2 };

export async function byName(name) {
  // ruleid: sql-injection
  const [rows] = await pool.query(`SELECT id FROM users WHERE name = '${name}'`);
  // ruleid: sql-injection
  await pool.execute("SELECT id FROM users WHERE name = '" + name + "'");
  // ok: sql-injection
  await pool.execute('SELECT id FROM users WHERE name = ?', [name]);
  // ok: sql-injection
  await pool.query(`SELECT id FROM ${TABLE} WHERE name = ?`, [name]);
  // ok: sql-injection
  await pool.query('SELECT id FROM users WHERE name = ' + pool.escape(name));
  // ok: sql-injection
  await pool.query(mysql.format('SELECT id FROM ?? WHERE name = ?', ['users', name]));
  // ruleid: sql-injection
  await pool.query({ sql: `SELECT id FROM users WHERE name = '${name}'`, timeout: 1000 });
  return rows;
}

export function inSqlite(name, id) {
  // ruleid: sql-injection
  const user = lite.prepare(`SELECT id FROM users WHERE name = '${name}'`).get();
  // ok: sql-injection
  const other = lite.prepare('SELECT id FROM users WHERE name = ?').get(name);
  // ruleid: sql-injection
  lite.exec("DELETE FROM users WHERE name = '" + name + "'");
  // ok: sql-injection
  lite.exec('CREATE TABLE IF NOT EXISTS users (id INTEGER)');
  // ruleid: sql-injection
  db.get('SELECT id FROM users WHERE id = ' + id, (err, row) => row);
  // ruleid: sql-injection
  db.all(`SELECT id FROM users WHERE name LIKE '%${name}%'`, [], () => {});
  // ruleid: sql-injection
  db.run("UPDATE users SET name = '" + name + "' WHERE id = 1");
  // ok: sql-injection
  db.run('UPDATE users SET name = ? WHERE id = ?', [name, id]);
  // ok: sql-injection
  db.get('SELECT id FROM users LIMIT ' + Number(id), () => {});
  return [user, other];
}

export async function inMssql(pool2, email) {
  // ruleid: sql-injection
  await pool2.request().query("SELECT id FROM users WHERE email = '" + email + "'");
  // ok: sql-injection
  await pool2.request().input('email', sql.VarChar, email).query('SELECT id FROM users WHERE email = @email');
  // ok: sql-injection
  await sql.query`SELECT id FROM users WHERE email = ${email}`;
  const request = new sql.Request();
  // ruleid: sql-injection
  await request.query(`SELECT id FROM users WHERE email = '${email}'`);
}

export async function inPgp(email, filters) {
  // ruleid: sql-injection
  await pgp.any(`SELECT id FROM users WHERE email = '${email}'`);
  // ruleid: sql-injection
  await pgp.oneOrNone('SELECT id FROM users WHERE email = \'' + email + '\'');
  // ok: sql-injection
  await pgp.one('SELECT id FROM users WHERE email = $1', [email]);
  const where = [];
  const values = [];
  Object.entries(filters).forEach(([key, value], index) => {
    values.push(value);
    where.push(`status = $${index + 1}`);
  });
  // ok: sql-injection
  return pgp.any(`SELECT id FROM users WHERE ${where.join(' AND ')}`, values);
}

export function insertMany(rows) {
  const marks = rows.map(() => '(?, ?)').join(', ');
  // ok: sql-injection
  pool.query(`INSERT INTO users (name, age) VALUES ${marks}`, rows.flat());
  const numbered = rows.map((row, i) => `($${i * 2 + 1}, $${i * 2 + 2})`).join(', ');
  // ok: sql-injection
  pool.query(`INSERT INTO users (name, age) VALUES ${numbered}`, rows.flat());
  const values = rows.map((row) => `('${row.name}', ${row.age})`).join(', ');
  // ruleid: sql-injection
  pool.query(`INSERT INTO users (name, age) VALUES ${values}`);
  for (const table of ['a', 'b']) {
    // ok: sql-injection
    pool.query(`DELETE FROM ${table} WHERE stale = 1`);
  }
  // ok: sql-injection
  pool.query(`SELECT id FROM users WHERE status = ${STATUS.open}`);
  // ok: sql-injection
  pool.query(`SELECT id FROM users LIMIT ${Math.min(rows.length, 10)} OFFSET ${rows.length}`);
}

export class UserStore {
  table = 'users';

  constructor(connection) {
    this.connection = connection;
  }

  find(name) {
    // ruleid: sql-injection
    return this.connection.query(`SELECT id FROM ${this.table} WHERE name = '${name}'`);
  }

  all() {
    // ok: sql-injection
    return this.connection.query(`SELECT id FROM ${this.table}`);
  }

  build(name) {
    let query = 'SELECT id FROM users';
    if (name) {
      query += ` WHERE name = '${name}'`;
    }
    // ruleid: sql-injection
    return this.connection.query(query);
  }
}

export function notSql(client, id, name, logger) {
  // ok: sql-injection
  client.query({ query: 'GET_USER', variables: { id } });
  // ok: sql-injection
  document.querySelector(`#user-${id}`);
  // ok: sql-injection
  logger.info(`select ${name} from the menu where the icon is '${id}'`);
  // ok: sql-injection
  new RegExp('a').exec(`update ${name}`);
  // ok: sql-injection
  throw new Error(`Could not delete from '${name}' where id = ${id}`);
}
