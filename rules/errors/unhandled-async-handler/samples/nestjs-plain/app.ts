import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Controller('cats')
export class CatsController {
  // ok: unhandled-async-handler
  @Get()
  async all() {
    throw new Error('none');
  }
}

@Module({ controllers: [CatsController] })
export class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000));
