import Fastify from 'fastify';
import { drizzle } from 'drizzle-orm/node-postgres';
import { and, eq, ilike, or, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { users } from './schema';

const fastify = Fastify();
const db = drizzle(process.env.DATABASE_URL!);
const pg = postgres(process.env.DATABASE_URL!);

fastify.get('/users', async (request, reply) => {
  const { name, sort } = request.query as { name: string; sort: string };
  // ok: sql-injection
  const a = await db.select().from(users).where(eq(users.name, name));
  // ok: sql-injection
  const b = await db.execute(sql`SELECT id FROM users WHERE name = ${name}`);
  // ruleid: sql-injection
  const c = await db.execute(sql.raw(`SELECT id FROM users WHERE name = '${name}'`));
  // ruleid: sql-injection
  const d = await db.select().from(users).orderBy(sql.raw(sort));
  // ok: sql-injection
  const e = await pg`SELECT id FROM users WHERE name = ${name}`;
  // ruleid: sql-injection
  const f = await pg.unsafe(`SELECT id FROM users WHERE name = '${name}'`);
  // ok: sql-injection
  const g = await pg.unsafe('SELECT id FROM users WHERE name = $1', [name]);
  // ok: sql-injection
  const h = await db.select().from(users).where(and(eq(users.name, `:${name}:`), eq(users.state, 'in')));
  const pattern = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
  const where = or(ilike(users.name, pattern), ilike(users.handle, pattern));
  // ok: sql-injection
  const i = await db.select().from(users).where(where);
  // ruleid: sql-injection
  const j = await db.select().from(users).where(sql.raw(`name = '${name}'`));
  return reply.send([a, b, c, d, e, f, g, h, i, j]);
});

export async function merely(name: string) {
  // ruleid: sql-injection
  await db.execute(sql.raw(`DELETE FROM users WHERE name = '${name}'`));
  // ruleid: sql-injection
  await pg.unsafe("DELETE FROM users WHERE name = '" + name + "'");
}
