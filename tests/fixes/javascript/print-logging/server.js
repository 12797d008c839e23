const fastify = require('fastify')({ logger: true });

fastify.get('/a', async (request) => {
  console.log('a was asked for'); // once
  console.log('a', request.id);
  return {};
});

fastify.listen({ port: 3000 });
