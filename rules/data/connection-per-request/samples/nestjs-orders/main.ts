import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PrismaClient } from '@prisma/client';
import { Pool } from 'pg';

@Injectable()
export class PrismaService extends PrismaClient {}

@Injectable()
export class OrdersService {
  // ok: connection-per-request
  private readonly pool = new Pool({ connectionString: process.env.DATABASE_URL });

  constructor(private readonly prisma: PrismaService) {}

  list() {
    return this.prisma.order.findMany({ take: 50 });
  }

  async raw() {
    return (await this.pool.query('SELECT id FROM orders LIMIT 50')).rows;
  }

  async report() {
    // ruleid: connection-per-request
    const prisma = new PrismaClient();
    return prisma.order.findMany({ take: 50 });
  }
}

@Controller('v1/orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Get()
  list() {
    return this.orders.list();
  }

  @Get('raw')
  raw() {
    return this.orders.raw();
  }

  @Get('report')
  report() {
    return this.orders.report();
  }
}

@Module({ controllers: [OrdersController], providers: [OrdersService, PrismaService] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
bootstrap();
