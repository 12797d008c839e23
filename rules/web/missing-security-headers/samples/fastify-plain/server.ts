import Fastify from 'fastify';

// ruleid: missing-security-headers
const app = Fastify();
app.get('/orders', async () => []);
app.post('/orders', async () => ({}));
app.get('/orders/:id', async () => ({}));
app.listen({ port: 3000 });
