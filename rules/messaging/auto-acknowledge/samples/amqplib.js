const amqp = require('amqplib');

const options = { noAck: true, consumerTag: 'billing' };

async function start() {
  const connection = await amqp.connect(process.env.AMQP_URL);
  const channel = await connection.createChannel();
  await channel.assertQueue('orders', { durable: true });
  // ruleid: auto-acknowledge
  channel.consume('orders', handleOrder, { noAck: true });
  // ruleid: auto-acknowledge
  await channel.consume('invoices', async (message) => {
    await save(message.content);
  }, { noAck: true });
  // ruleid: auto-acknowledge
  channel.consume('billing', handleOrder, options);
  // ok: auto-acknowledge
  channel.consume('mails', async (message) => {
    await save(message.content);
    channel.ack(message);
  });
  // ok: auto-acknowledge
  channel.consume('refunds', handleOrder, { noAck: false });
  channel.consume('audit', async (message) => {
    // ruleid: auto-acknowledge
    channel.ack(message);
    await save(message.content);
  });
}

async function call(channel, payload) {
  const reply = await channel.assertQueue('', { exclusive: true });
  // ok: auto-acknowledge
  channel.consume(reply.queue, (message) => resolve(message.content), { noAck: true });
  // ok: auto-acknowledge
  channel.consume('amq.rabbitmq.reply-to', (message) => resolve(message.content), { noAck: true });
  const jobs = await channel.assertQueue('jobs', { durable: true });
  // ruleid: auto-acknowledge
  channel.consume(jobs.queue, handleOrder, { noAck: true });
}

module.exports = { start, call };
