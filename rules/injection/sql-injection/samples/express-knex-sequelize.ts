import express, { Request, Response } from 'express';
import knexFactory from 'knex';
import { Sequelize, QueryTypes, Op, literal } from 'sequelize';
import { User } from './models';

const knex = knexFactory({ client: 'pg' });
const sequelize = new Sequelize('postgres://localhost/app');
const app = express();
const SORTS: Record<string, string> = { name: 'name', age: 'age' };

app.get('/knex', async (req: Request, res: Response) => {
  const name = req.query.name as string;
  // ruleid: sql-injection
  const a = await knex.raw(`SELECT id FROM users WHERE name = '${name}'`);
  // ok: sql-injection
  const b = await knex.raw('SELECT id FROM users WHERE name = ?', [name]);
  // ruleid: sql-injection
  const c = await knex('users').whereRaw("name = '" + name + "'");
  // ok: sql-injection
  const d = await knex('users').whereRaw('name = ?', [name]);
  // ruleid: sql-injection
  const e = await knex('users').orderByRaw(req.query.sort as string);
  // ok: sql-injection
  const f = await knex('users').where({ name }).orderBy('name');
  // ok: sql-injection
  const g = await knex('users').where('name', name).andWhere('age', '>', Number(req.query.age));
  // ruleid: sql-injection
  const h = await knex.select(knex.raw(`${req.query.column} as value`)).from('users');
  // ok: sql-injection
  const i = await knex('users').orderByRaw(SORTS[req.query.sort as string]);
  res.json([a, b, c, d, e, f, g, h, i]);
});

app.get('/sequelize', async (req: Request, res: Response) => {
  const { email } = req.query;
  // ruleid: sql-injection
  const a = await sequelize.query(`SELECT id FROM users WHERE email = '${email}'`, { type: QueryTypes.SELECT });
  // ok: sql-injection
  const b = await sequelize.query('SELECT id FROM users WHERE email = :email', { replacements: { email } });
  // ok: sql-injection
  const c = await sequelize.query({ query: 'SELECT id FROM users WHERE email = $1', values: [email] });
  // ruleid: sql-injection
  const d = await User.findAll({ where: sequelize.literal(`email = '${email}'`) });
  // ruleid: sql-injection
  const e = await User.findAll({ order: Sequelize.literal(req.query.order as string) });
  // ok: sql-injection
  const f = await User.findAll({ where: { email: { [Op.eq]: email } }, order: literal('random()') });
  // ruleid: sql-injection
  const g = await User.findAll({ attributes: [[literal(`(SELECT max(x) FROM t WHERE e = '${email}')`), 'x']] });
  // ok: sql-injection
  const h = await sequelize.query('SELECT id FROM users WHERE email = ' + sequelize.escape(email as string));
  res.json([a, b, c, d, e, f, g, h]);
});

export async function merely(name: string, id: number, sortable: string[]) {
  // ruleid: sql-injection
  await knex.raw("SELECT id FROM users WHERE name = '" + name + "'");
  // ruleid: sql-injection
  await sequelize.query(`UPDATE users SET name = '${name}' WHERE id = ${id}`);
  // ok: sql-injection
  await sequelize.query(`DELETE FROM users WHERE id = ${id}`);
  // ruleid: sql-injection
  await knex('users').whereRaw(`lower(name) = '${name}'`);
  // ok: sql-injection
  await knex('users').whereRaw('?? is not null', [name]);
  // ok: sql-injection
  await knex.raw('SET search_path TO public');
}
