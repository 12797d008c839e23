import { RmqOptions, Transport } from '@nestjs/microservices';

export const options: RmqOptions = {
  transport: Transport.RMQ,
  options: {
    urls: [process.env.RABBITMQ_URL],
    queue: 'orders',
    // ok: missing-prefetch
    noAck: false,
    prefetchCount: 10,
    queueOptions: { durable: true },
  },
};
