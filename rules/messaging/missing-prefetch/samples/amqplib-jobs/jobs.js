const amqp = require('amqplib');
const { run } = require('./work');

async function start(url) {
  const connection = await amqp.connect(url);
  const channel = await connection.createChannel();
  await channel.assertQueue('jobs');
  // ruleid: missing-prefetch
  await channel.consume('jobs', async (msg) => {
    await run(JSON.parse(msg.content.toString()));
    channel.ack(msg);
  });
  // ok: missing-prefetch
  await channel.consume('amq.rabbitmq.reply-to', (msg) => run(msg), { noAck: true });
}

module.exports = { start };
