import { Channel, ConsumeMessage } from 'amqplib';
import { place } from './orders';

export async function start(channel: Channel): Promise<void> {
  await channel.prefetch(10);
  await channel.assertQueue('orders', { durable: true });
  await channel.consume('orders', async (msg: ConsumeMessage | null) => {
    if (!msg) return;
    try {
      await place(JSON.parse(msg.content.toString()));
      channel.ack(msg);
    } catch (error) {
      console.error(error);
      // ruleid: missing-dead-letter
      channel.nack(msg, false, false);
    }
  });
}

export function refuse(channel: Channel, msg: ConsumeMessage): void {
  // ok: missing-dead-letter
  channel.reject(msg, false);
}

export function parse(text: string): Promise<object> {
  return new Promise((resolve, reject) => {
    try {
      resolve(JSON.parse(text));
    } catch (error) {
      // ok: missing-dead-letter
      reject(error);
    }
  });
}
