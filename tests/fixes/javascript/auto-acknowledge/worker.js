const amqp = require('amqplib');
const { work } = require('./work');

async function main() {
  const channel = await (await amqp.connect(process.env.AMQP_URL)).createChannel();
  await channel.consume('orders', (msg) => work(msg.content), { noAck: true });
  await channel.consume(
    'mails',
    async (msg) => {
      await work(msg.content); // may fail
    },
    { noAck: true, consumerTag: 'worker' },
  );
  // There are ways out of this one.
  await channel.consume('others', async (msg) => {
    if (!msg) return;
    await work(msg.content);
  }, { noAck: true });
}

main();
