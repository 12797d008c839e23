const amqp = require('amqplib')
const { work } = require('./work')

async function main() {
  const connection = await amqp.connect(process.env.AMQP_URL)
  const channel = await connection.createChannel()
  await channel.assertQueue('jobs')
  // jobs are slow
  await channel.consume('jobs', async (msg) => {
    await work(msg.content)
    channel.ack(msg)
  })
}

main()
