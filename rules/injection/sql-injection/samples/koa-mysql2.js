const Router = require('@koa/router');
const mysql = require('mysql2/promise');

const router = new Router();
const db = mysql.createPool({ host: 'localhost' });

router.get('/users/:name', async (ctx) => {
  // ruleid: sql-injection
  const [rows] = await db.query("SELECT id FROM users WHERE name = '" + ctx.params.name + "'");
  // ok: sql-injection
  const [more] = await db.query('SELECT id FROM users WHERE name = ?', [ctx.params.name]);
  // ruleid: sql-injection
  await db.execute(`UPDATE users SET bio = '${ctx.request.body.bio}'`);
  ctx.body = rows.concat(more);
});

module.exports = router;
