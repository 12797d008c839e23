import Fastify from 'fastify';
import { Hono } from 'hono';

const app = Fastify();
const edge = new Hono();

app.addHook('onRequest', async (request) => {
  if (request.headers['x-poison']) {
    // ruleid: process-exit-in-handler
    process.abort();
  }
});

app.get('/jobs/:id', async (request, reply) => {
  const { id } = request.params as { id: string };
  if (id === '0') {
    // ruleid: process-exit-in-handler
    process.exit();
  }
  // ok: process-exit-in-handler
  return reply.code(404).send({ error: 'no such job' });
});

edge.get('/jobs', (c) => {
  // ruleid: process-exit-in-handler
  if (!c.req.query('page')) process.exit(1);
  return c.json([]);
});

const start = async () => {
  try {
    await app.listen({ port: 3000 });
  } catch (err) {
    // ok: process-exit-in-handler
    process.exit(1);
  }
};

start();
export default edge;
