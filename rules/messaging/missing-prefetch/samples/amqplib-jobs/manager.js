const manager = require('amqp-connection-manager');

const connection = manager.connect(['amqp://broker']);
const wrapper = connection.createChannel({ name: 'jobs' });

// ok: missing-prefetch
wrapper.consume('jobs', (msg) => wrapper.ack(msg), { prefetch: 5 });
// ruleid: missing-prefetch
wrapper.consume('mails', (msg) => wrapper.ack(msg));
