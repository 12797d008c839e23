import { Controller, Get, Query } from '@nestjs/common';
import { Prisma, PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

@Controller('items')
export class ItemsController {
  @Get()
  async list(@Query('q') q: string, @Query('sort') sort: string) {
    // ruleid: sql-injection
    await prisma.$queryRawUnsafe(`SELECT id FROM items WHERE name = '${q}'`);
    // ruleid: sql-injection
    await prisma.$executeRawUnsafe("DELETE FROM items WHERE name = '" + q + "'");
    // ok: sql-injection
    await prisma.$queryRawUnsafe('SELECT id FROM items WHERE name = $1', q);
    // ok: sql-injection
    await prisma.$queryRaw`SELECT id FROM items WHERE name = ${q}`;
    // ok: sql-injection
    await prisma.$queryRaw(Prisma.sql`SELECT id FROM items WHERE name = ${q}`);
    // ruleid: sql-injection
    await prisma.$queryRaw`SELECT id FROM items ORDER BY ${Prisma.raw(sort)}`;
    // ok: sql-injection
    return prisma.item.findMany({ where: { name: q }, orderBy: { name: 'asc' } });
  }
}

export async function merely(name: string, ids: number[]) {
  // ruleid: sql-injection
  await prisma.$queryRawUnsafe(`SELECT id FROM items WHERE name = '${name}'`);
  // ok: sql-injection
  await prisma.$executeRaw`UPDATE items SET seen = true WHERE id IN (${Prisma.join(ids)})`;
  // ok: sql-injection
  await prisma.$executeRawUnsafe('TRUNCATE TABLE items');
}
