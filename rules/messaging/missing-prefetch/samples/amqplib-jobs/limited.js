const amqp = require('amqplib');

async function start(url, handle) {
  const connection = await amqp.connect(url);
  const channel = await connection.createConfirmChannel();
  await channel.prefetch(Number(process.env.PREFETCH) || 10);
  // ok: missing-prefetch
  await channel.consume('jobs', handle, { noAck: false });
}

module.exports = { start };
