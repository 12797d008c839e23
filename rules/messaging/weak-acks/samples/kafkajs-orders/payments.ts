import { Kafka } from 'kafkajs';

const kafka = new Kafka({ clientId: 'payments', brokers: ['kafka:9092'] });
// ruleid: weak-acks
const producer = kafka.producer();
// ok: weak-acks
const safe = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });

export async function paid(payment: object): Promise<void> {
  await producer.send({ topic: 'shop.payments', messages: [{ value: JSON.stringify(payment) }] });
  await safe.send({ topic: 'shop.payments', messages: [{ value: JSON.stringify(payment) }] });
}
