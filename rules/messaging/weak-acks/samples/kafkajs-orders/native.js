const Kafka = require('node-rdkafka');

// ruleid: weak-acks
const producer = new Kafka.Producer({ 'metadata.broker.list': 'kafka:9092', acks: 1 });
// ok: weak-acks
const safe = new Kafka.Producer({ 'metadata.broker.list': 'kafka:9092', acks: 'all' });

module.exports = { producer, safe };
