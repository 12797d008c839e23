const mysql = require('mysql');
const connection = mysql.createConnection({});
const db = require('./db');
const { Client } = require('pg');
function f(userInput, id, cb) {
  // ruleid: sql-injection
  connection.query("SELECT id FROM users WHERE id = " + userInput, cb);
  // ruleid: sql-injection
  connection.query(`SELECT id FROM users WHERE id = ${userInput}`, cb);
  // ruleid: sql-injection
  connection.query("SELECT id FROM users WHERE id = '".concat(userInput, "'"), cb);
  // ruleid: sql-injection
  connection.query(["SELECT id FROM users WHERE id = '", userInput, "'"].join(''), cb);
  // ruleid: sql-injection
  connection.query(util.format("SELECT id FROM users WHERE id = '%s'", userInput), cb);
  var sql = 'SELECT id FROM users';
  sql += ' WHERE id = ' + userInput;
  // ruleid: sql-injection
  connection.query(sql, cb);
  let q;
  if (id) { q = `SELECT id FROM a WHERE x = '${id}'`; } else { q = 'SELECT 1'; }
  // ruleid: sql-injection
  db.execute(q);
  // ruleid: sql-injection
  db.query('SELECT id FROM users WHERE name = $1 ORDER BY ' + userInput);
  // ruleid: sql-injection
  db.query("SELECT id FROM users WHERE id = 'ID'".replace('ID', userInput));
  const query = { text: `SELECT id FROM users WHERE id = '${userInput}'`, values: [] };
  // ruleid: sql-injection
  new Client().query(query);
  const opts = { sql: "SELECT id FROM x WHERE y = '" + userInput + "'" };
  // ruleid: sql-injection
  connection.query(opts, cb);
  // ruleid: sql-injection
  return runIt("DELETE FROM users WHERE name = '" + userInput + "'");
}
app.get('/x', (req, res) => {
  var criteria = req.query.q === 'undefined' ? '' : req.query.q ?? '';
  criteria = (criteria.length <= 200) ? criteria : criteria.substring(0, 200);
  // ruleid: sql-injection
  models.sequelize.query(`SELECT id FROM Products WHERE ((name LIKE '%${criteria}%'))`).then(x => x);
  // ruleid: sql-injection
  db.all("SELECT id FROM t WHERE n = '" + req.query.n + "'", (e, r) => res.send(r));
  const { body: { user } } = req;
  // ruleid: sql-injection
  db.query("SELECT id FROM t WHERE n = '" + user + "'");
  const sql2 = "SELECT id FROM t WHERE n = '" + req.get('x-user') + "'";
  // ruleid: sql-injection
  getDb().query(sql2);
  // ruleid: sql-injection
  this.service.pool.query('SELECT id FROM t WHERE id=' + req.params.id);
  // ruleid: sql-injection
  User.sequelize.query('SELECT id FROM t WHERE id=' + req.params.id);
  // ruleid: sql-injection
  conn.promise().query('SELECT id FROM t WHERE id=' + req.params.id);
  const table = req.params.table;
  // ruleid: sql-injection
  pool.query('SELECT id FROM ' + table);
  // ruleid: sql-injection
  pool.query(`DROP TABLE ${table}`);
  // ruleid: sql-injection
  pool.query(req.body.sql);
  // ruleid: sql-injection
  db.serialize(() => { db.run(`INSERT INTO t VALUES ('${req.body.a}')`); });
});
module.exports.find = async function (name) {
  // ruleid: unclosed-resource
  const c = await pool.getConnection();
  // ruleid: sql-injection
  return (await c.query("SELECT id FROM t WHERE n = '" + name + "'"))[0];
};
// ruleid: sql-injection
const find = name => db.one(`SELECT id FROM t WHERE n = '${name}'`);
