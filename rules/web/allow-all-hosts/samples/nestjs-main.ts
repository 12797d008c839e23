import { NestFactory } from '@nestjs/core';
import { NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create<NestExpressApplication>(AppModule);
  // ruleid: allow-all-hosts
  app.set('trust proxy', true);
  // ok: allow-all-hosts
  app.set('trust proxy', 'loopback');
  // ruleid: allow-all-hosts
  await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter({ trustProxy: true }));
  // ok: allow-all-hosts
  await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter({ trustProxy: '10.0.0.2' }));
}
bootstrap();
