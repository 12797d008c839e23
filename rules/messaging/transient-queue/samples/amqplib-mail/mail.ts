import amqp, { Channel, Options } from 'amqplib';

const WORK: Options.AssertQueue = { durable: true, arguments: { 'x-queue-type': 'quorum' } };
const SCRATCH = { durable: false };

export class MailQueue {
  private channel!: Channel;

  async open(url: string): Promise<void> {
    const connection = await amqp.connect(url);
    this.channel = await connection.createChannel();
    // ok: transient-queue
    await this.channel.assertQueue('mail', WORK);
    // ok: transient-queue
    await this.channel.assertQueue('sms');
    // ruleid: transient-queue
    await this.channel.assertQueue('push', { durable: false });
    // ruleid: transient-queue
    await this.channel.assertQueue('letters', SCRATCH);
    // ok: transient-queue
    await this.channel.assertQueue('', { durable: false, exclusive: true });
    // ok: transient-queue
    await this.channel.assertQueue('mail.replies', { durable: false });
    // ok: transient-queue
    await this.channel.assertQueue('session', { durable: false, autoDelete: true });
    await this.channel.assertExchange('broadcast', 'fanout', { durable: true });
    await this.channel.assertExchange('mail', 'direct', { durable: true });
  }

  send(mail: object): boolean {
    // ruleid: transient-queue
    return this.channel.sendToQueue('mail', Buffer.from(JSON.stringify(mail)));
  }

  sendLater(mail: object): boolean {
    // ruleid: transient-queue
    this.channel.publish('mail', 'later', Buffer.from(JSON.stringify(mail)), { expiration: 1000 });
    // ok: transient-queue
    this.channel.publish('mail', 'later', Buffer.from(JSON.stringify(mail)), { persistent: true });
    // ok: transient-queue
    this.channel.publish('broadcast', '', Buffer.from(JSON.stringify(mail)));
    // ok: transient-queue
    return this.channel.sendToQueue('mail', Buffer.from(JSON.stringify(mail)), { deliveryMode: 2 });
  }

  reply(msg: amqp.ConsumeMessage, answer: Buffer): void {
    // ok: transient-queue
    this.channel.sendToQueue(msg.properties.replyTo, answer, { correlationId: msg.properties.correlationId });
  }
}
