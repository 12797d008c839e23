import Fastify from 'fastify';
import serialize from 'node-serialize';

const app = Fastify();

app.post('/state', async (request, reply) => {
  const { state } = request.body as { state: string };
  // ruleid: unsafe-deserialization
  const value = serialize.unserialize(state);
  // ok: unsafe-deserialization
  const safe = JSON.parse(state);
  return reply.send({ value, safe });
});
