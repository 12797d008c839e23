import Fastify from 'fastify';
import axios from 'axios';

const fastify = Fastify();

fastify.get('/fetch', async (request, reply) => {
  const { url } = request.query as { url: string };
  // ruleid: server-side-request-forgery
  // ruleid: missing-timeout
  const response = await axios.get(url);
  return reply.send(response.data);
});

fastify.post('/notify', async (request) => {
  // ok: server-side-request-forgery
  // ruleid: missing-timeout
  await axios.post('https://hooks.example.com/in', request.body);
});
