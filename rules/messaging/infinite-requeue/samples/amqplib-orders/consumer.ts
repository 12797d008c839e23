import { Channel, ConsumeMessage } from 'amqplib';
import { OutOfStock, place } from './orders';

const MAX_RETRIES = 5;

export class Orders {
  constructor(private readonly channel: Channel) {}

  async onOrder(msg: ConsumeMessage): Promise<void> {
    try {
      await place(JSON.parse(msg.content.toString()));
      this.channel.ack(msg);
    } catch (error) {
      console.error('will retry', error);
      // ruleid: infinite-requeue
      this.channel.nack(msg);
    }
  }

  onOrderLater(msg: ConsumeMessage): void {
    place(JSON.parse(msg.content.toString()))
      .then(() => this.channel.ack(msg))
      // ruleid: infinite-requeue
      .catch(() => this.channel.nack(msg, false, true));
  }

  async onOrderRejected(msg: ConsumeMessage): Promise<void> {
    try {
      await place(JSON.parse(msg.content.toString()));
    } catch {
      // ruleid: infinite-requeue
      this.channel.reject(msg, true);
    }
  }

  async onOrderTemporary(msg: ConsumeMessage): Promise<void> {
    try {
      await place(JSON.parse(msg.content.toString()));
    } catch (error) {
      if (error instanceof OutOfStock) {
        // ok: infinite-requeue
        this.channel.nack(msg, false, true);
        return;
      }
      // ok: infinite-requeue
      this.channel.nack(msg, false, false);
    }
  }

  async onOrderCounted(msg: ConsumeMessage): Promise<void> {
    const retries = msg.properties.headers?.['x-retries'] ?? 0;
    try {
      await place(JSON.parse(msg.content.toString()));
    } catch {
      // ok: infinite-requeue
      this.channel.nack(msg, false, retries < MAX_RETRIES);
    }
  }
}
