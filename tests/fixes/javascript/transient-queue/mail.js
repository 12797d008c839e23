const amqp = require('amqplib');

exports.send = async (mail) => {
  const connection = await amqp.connect(process.env.AMQP_URL);
  const channel = await connection.createChannel();
  await channel.assertQueue('mail', { durable: false });
  channel.sendToQueue('mail', Buffer.from(JSON.stringify(mail)));
};
