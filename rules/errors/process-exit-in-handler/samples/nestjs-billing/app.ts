import { Body, Controller, Get, Injectable, InternalServerErrorException, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Injectable()
export class BillingService {
  async charge(amount: number) {
    if (Number.isNaN(amount)) {
      // ruleid: process-exit-in-handler
      process.exit(1);
    }
    return { amount };
  }

  onModuleInit() {
    if (!process.env.STRIPE_KEY) {
      // ok: process-exit-in-handler
      process.exit(1);
    }
  }
}

@Controller('charges')
export class BillingController {
  constructor(private readonly billing: BillingService) {}

  @Post()
  create(@Body() body: { amount: number }) {
    return this.billing.charge(body.amount);
  }

  @Get()
  list() {
    // ok: process-exit-in-handler
    throw new InternalServerErrorException();
  }
}

@Module({ controllers: [BillingController], providers: [BillingService] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
// ok: process-exit-in-handler
bootstrap().catch(() => process.exit(1));
