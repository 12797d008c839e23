import { Controller, Get, Injectable, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Injectable()
export class CatsService {
  private readonly logger = new Logger(CatsService.name);

  findAll() {
    // ruleid: print-logging
    console.info('all cats');
    // ok: print-logging
    this.logger.log('all cats');
    return [];
  }
}

@Controller('cats')
export class CatsController {
  constructor(private readonly cats: CatsService) {}

  @Get()
  findAll() {
    // ruleid: print-logging
    console.log('GET /cats');
    return this.cats.findAll();
  }
}

@Module({ controllers: [CatsController], providers: [CatsService] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
  // ok: print-logging
  console.log('listening');
}
bootstrap();
