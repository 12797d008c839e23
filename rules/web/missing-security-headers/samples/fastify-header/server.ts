import Fastify from 'fastify';

// ok: missing-security-headers
const app = Fastify();
app.addHook('onSend', async (request, reply) => {
  reply.header('X-Content-Type-Options', 'nosniff');
});
app.get('/orders', async () => []);
app.post('/orders', async () => ({}));
app.get('/orders/:id', async () => ({}));
app.listen({ port: 3000 });
