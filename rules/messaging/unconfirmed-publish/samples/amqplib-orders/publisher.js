const amqp = require('amqplib');

async function place(url, order) {
  const connection = await amqp.connect(url);
  const channel = await connection.createChannel();
  // ruleid: unconfirmed-publish
  channel.sendToQueue('orders', Buffer.from(order), { persistent: true });
}

module.exports = { place };
