import amqp from 'amqplib';
import axios from 'axios';

import { config } from './config';
import { QUEUE } from './events';

async function main(): Promise<void> {
  const connection = await amqp.connect(config.brokerUrl);
  const channel = await connection.createChannel();
  await channel.assertQueue(QUEUE, { durable: true });
  await channel.consume(
    QUEUE,
    async (message) => {
      if (!message) return;
      const event = JSON.parse(message.content.toString());
      await axios.post('https://warehouse.shop.internal/v2/reservations', { order: event.orderId }, { timeout: 5000 });
      console.log(`order ${event.orderId} is reserved`);
    },
    { noAck: true },
  );
}

main().catch((error) => {
  console.error('the worker stopped', error);
  process.exitCode = 1;
});
