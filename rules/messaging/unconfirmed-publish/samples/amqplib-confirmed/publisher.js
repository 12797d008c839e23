const amqp = require('amqplib');

async function place(url, order) {
  const connection = await amqp.connect(url);
  const channel = await connection.createConfirmChannel();
  // ok: unconfirmed-publish
  channel.sendToQueue('orders', Buffer.from(order), { persistent: true });
  await channel.waitForConfirms();
}

module.exports = { place };
