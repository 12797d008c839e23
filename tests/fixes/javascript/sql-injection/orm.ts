import express, { Request, Response } from 'express';
import knexFactory from 'knex';
import { PrismaClient } from '@prisma/client';
import { QueryTypes, Sequelize } from 'sequelize';

const knex = knexFactory({ client: 'pg' });
const sequelize = new Sequelize('postgres://localhost/app');
const prisma = new PrismaClient();
const app = express();

interface User {
  id: number;
}

app.get('/users', async (req: Request, res: Response) => {
  const name = req.query.name as string;
  const a = await knex.raw(`SELECT id FROM users WHERE name = '${name}'`);
  const b = await knex('users').whereRaw("lower(name) = '" + name + "'");
  const c = await sequelize.query(`SELECT id FROM users WHERE name = '${name}'`, { type: QueryTypes.SELECT });
  const d = await prisma.$queryRawUnsafe<User[]>(`SELECT id FROM users WHERE name LIKE '${name}%'`);
  const e = await prisma.$executeRawUnsafe("DELETE FROM users WHERE name = '" + name + "' AND `x` = 1");
  const f = await prisma.$queryRawUnsafe(`SELECT id FROM ${req.query.table} WHERE name = '${name}'`);
  res.json([a, b, c, d, e, f]);
});
