const fastify = require('fastify')()
const { Kafka } = require('kafkajs')

const kafka = new Kafka({ brokers: ['kafka:9092'] })
const producer = kafka.producer()

fastify.post('/events', async (request, reply) => {
  // ruleid: floating-promise
  producer.send({ topic: 'events', messages: [{ value: 'x' }] })
  // ok: floating-promise
  await producer.send({ topic: 'events', messages: [{ value: 'x' }] })
  // ok: floating-promise
  reply.code(202).send({})
})

fastify.listen({ port: 3000 })
