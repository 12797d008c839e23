import { Kafka } from 'kafkajs';

const kafka = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] });
const consumer = kafka.consumer({ groupId: 'orders' });

async function place(order: Buffer | null): Promise<void> {
  await fetch('http://warehouse/orders', { method: 'POST', body: order, signal: AbortSignal.timeout(5000) });
}

function count(topic: string): void {
  console.log(topic);
}

export async function run(): Promise<void> {
  await consumer.run({
    eachMessage: async ({ topic, message }) => {
      // ok: auto-commit-before-processing
      count(topic);
      // ruleid: auto-commit-before-processing
      place(message.value);
    },
  });
}

export async function runSafely(): Promise<void> {
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      // ok: auto-commit-before-processing
      await place(message.value);
      // ok: auto-commit-before-processing
      await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
    },
  });
}
