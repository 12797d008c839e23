import amqp from 'amqplib';

import { config } from './config';

export const QUEUE = 'orders';

export async function publish(event: Record<string, unknown>): Promise<void> {
  const connection = await amqp.connect(config.brokerUrl, { timeout: 2000 });
  try {
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(QUEUE, { durable: true });
    channel.sendToQueue(QUEUE, Buffer.from(JSON.stringify(event)), { persistent: true });
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}
