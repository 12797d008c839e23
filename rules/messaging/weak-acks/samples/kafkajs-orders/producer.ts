import { Kafka } from 'kafkajs';

const kafka = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] });
// ok: weak-acks
const producer = kafka.producer();
const LEADER = 1;

export async function placed(order: object): Promise<void> {
  const messages = [{ value: JSON.stringify(order) }];
  // ruleid: weak-acks
  await producer.send({ topic: 'orders', messages, acks: LEADER });
  // ruleid: weak-acks
  await producer.send({ topic: 'stock', messages, acks: 0 });
  // ok: weak-acks
  await producer.send({ topic: 'stock', messages, acks: -1 });
  // ok: weak-acks
  await producer.send({ topic: 'stock', messages });
}
