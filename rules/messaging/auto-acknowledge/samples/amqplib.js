const amqp = require('amqplib')
const manager = require('amqp-connection-manager')
const { process: work } = require('./orders')

async function main() {
  const connection = await amqp.connect(process.env.AMQP_URL)
  const channel = await connection.createChannel()
  await channel.assertQueue('orders', { durable: true })

  // ruleid: auto-acknowledge
  await channel.consume('orders', (msg) => work(msg.content), { noAck: true })
  // ruleid: auto-acknowledge
  channel.consume('orders', async (msg) => {
    await work(msg.content)
  }, { noAck: true, consumerTag: 'worker' })
  const options = { noAck: true }
  // ruleid: auto-acknowledge
  await channel.consume('mails', work, options)
  // ruleid: auto-acknowledge
  const message = await channel.get('orders', { noAck: true })

  // ok: auto-acknowledge
  await channel.consume('orders', async (msg) => {
    await work(msg.content)
    // ok: auto-acknowledge
    channel.ack(msg)
  })
  // ok: auto-acknowledge
  await channel.consume('orders', work, { noAck: false })
  // ok: auto-acknowledge
  await channel.consume('amq.rabbitmq.reply-to', work, { noAck: true })

  await channel.consume('orders', async (msg) => {
    // ruleid: auto-acknowledge
    channel.ack(msg)
    const order = JSON.parse(msg.content.toString())
    await work(order)
  })
  await channel.consume('orders', async (msg) => {
    try {
      await work(msg.content)
      // ok: auto-acknowledge
      channel.ack(msg)
    } catch (err) {
      channel.nack(msg, false, false)
    }
  })
  return message
}

async function call(channel, body) {
  const { queue: replyQueue } = await channel.assertQueue('', { exclusive: true })
  // ok: auto-acknowledge
  await channel.consume(replyQueue, (msg) => work(msg.content), { noAck: true })
  channel.sendToQueue('orders', body, { replyTo: replyQueue })
}

const wrapper = manager.connect([process.env.AMQP_URL]).createChannel({
  setup: (channel) =>
    // ruleid: auto-acknowledge
    channel.consume('audit', work, { noAck: true }),
})

module.exports = { main, call, wrapper }
