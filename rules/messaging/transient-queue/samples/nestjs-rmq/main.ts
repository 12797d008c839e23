import { NestFactory } from '@nestjs/core';
import { MicroserviceOptions, Transport } from '@nestjs/microservices';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.RMQ,
    options: {
      urls: ['amqp://broker:5672'],
      queue: 'cats_queue',
      noAck: false,
      prefetchCount: 10,
      queueOptions: {
        // ok: transient-queue
        durable: true,
      },
    },
  });
  await app.listen();

  const orders = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.RMQ,
    options: {
      urls: ['amqp://broker:5672'],
      queue: 'orders_queue',
      noAck: false,
      prefetchCount: 10,
      queueOptions: {
        // ruleid: transient-queue
        durable: false,
      },
    },
  });
  await orders.listen();
}
bootstrap();
