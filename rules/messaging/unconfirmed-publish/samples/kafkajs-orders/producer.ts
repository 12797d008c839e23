import { Kafka } from 'kafkajs';

const producer = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] }).producer({ idempotent: true });

export async function placed(order: object): Promise<void> {
  const messages = [{ value: JSON.stringify(order) }];
  // ruleid: unconfirmed-publish
  producer.send({ topic: 'orders', messages });
  // ok: unconfirmed-publish
  await producer.send({ topic: 'orders', messages });
  // ok: unconfirmed-publish
  producer.send({ topic: 'orders', messages }).catch((error) => console.error(error));
}

export function later(order: object): Promise<unknown> {
  // ok: unconfirmed-publish
  return producer.send({ topic: 'orders', messages: [{ value: JSON.stringify(order) }] });
}
