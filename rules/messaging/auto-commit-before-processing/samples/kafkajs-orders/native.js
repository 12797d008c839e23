const Kafka = require('node-rdkafka');

// ruleid: auto-commit-before-processing
const consumer = new Kafka.KafkaConsumer({ 'group.id': 'orders', 'metadata.broker.list': 'kafka:9092' }, {});
const options = { 'group.id': 'orders' };
options['enable.auto.commit'] = false;
// ok: auto-commit-before-processing
const careful = new Kafka.KafkaConsumer(options, {});

module.exports = { consumer, careful };
