import Fastify from 'fastify';
import * as inspector from 'node:inspector';

// ok: debug-enabled
const app = Fastify({ logger: { level: 'debug' } });
// ruleid: debug-enabled
inspector.open(9229, '0.0.0.0', true);
if (process.env.NODE_ENV !== 'production') {
  // ok: debug-enabled
  inspector.open(9229, '0.0.0.0');
}
export default app;
