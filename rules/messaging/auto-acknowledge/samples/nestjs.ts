import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, Ctx, EventPattern, MicroserviceOptions, Payload, RmqContext, Transport } from '@nestjs/microservices';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.RMQ,
    // ruleid: auto-acknowledge
    options: { urls: [process.env.AMQP_URL!], queue: 'orders', noAck: true, queueOptions: { durable: true } },
  });
  await app.listen();

  const careful = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.RMQ,
    // ok: auto-acknowledge
    options: { urls: [process.env.AMQP_URL!], queue: 'orders', noAck: false },
  });
  await careful.listen();
}

@Module({
  imports: [
    ClientsModule.register([
      {
        name: 'ORDERS',
        transport: Transport.RMQ,
        // ok: auto-acknowledge
        options: { urls: [process.env.AMQP_URL!], queue: 'orders', noAck: true },
      },
    ]),
  ],
})
export class OrdersModule {}

export class OrdersConsumer {
  @EventPattern('order.created')
  async created(@Payload() data: unknown, @Ctx() context: RmqContext) {
    await this.work(data);
    // ok: auto-acknowledge
    context.getChannelRef().ack(context.getMessage());
  }

  private async work(data: unknown) {
    return data;
  }
}

bootstrap();
