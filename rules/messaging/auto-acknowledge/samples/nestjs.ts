import { NestFactory } from '@nestjs/core';
import { ClientsModule, MicroserviceOptions, Transport } from '@nestjs/microservices';
import { Channel, connect } from 'amqplib';

async function bootstrap() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.RMQ,
    // ruleid: auto-acknowledge
    options: {
      urls: [process.env.AMQP_URL],
      queue: 'orders',
      noAck: true,
      queueOptions: { durable: true },
    },
  });
  await app.listen();
}

async function careful() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.RMQ,
    // ok: auto-acknowledge
    options: { urls: [process.env.AMQP_URL], queue: 'orders', noAck: false },
  });
  await app.listen();
}

export class Worker {
  constructor(private readonly channel: Channel) {}

  async run(): Promise<void> {
    // ruleid: auto-acknowledge
    await this.channel.consume('emails', (message) => this.send(message), { noAck: true });
    // ok: auto-acknowledge
    await this.channel.consume('emails', async (message) => {
      await this.send(message);
      this.channel.ack(message);
    });
  }

  private async send(message: unknown): Promise<void> {
    await deliver(message);
  }
}
