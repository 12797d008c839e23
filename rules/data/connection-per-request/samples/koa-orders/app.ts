import Koa from 'koa';
import Router from '@koa/router';
import mysql from 'mysql2/promise';

const app = new Koa();
const router = new Router();
// ok: connection-per-request
const pool = mysql.createPool(process.env.DATABASE_URL!);

router.get('/v1/orders', async (ctx) => {
  // ruleid: connection-per-request
  const connection = await mysql.createConnection(process.env.DATABASE_URL!);
  const [rows] = await connection.query('SELECT id FROM orders LIMIT 50');
  ctx.body = rows;
});

router.get('/v2/orders', async (ctx) => {
  const [rows] = await pool.query('SELECT id FROM orders LIMIT 50');
  ctx.body = rows;
});

app.use(router.routes());
app.listen(3000);
