const { Kafka } = require('kafkajs')

const consumer = new Kafka({ brokers: ['queue:9092'] }).consumer({ groupId: 'orders' })

async function main() {
  await consumer.connect()
  await consumer.subscribe({ topic: 'orders' })
  // ruleid: missing-graceful-shutdown
  await consumer.run({ eachMessage: async ({ message }) => console.log(message.offset) })
}

main()
