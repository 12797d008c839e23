const fastify = require('fastify')({ logger: true });

fastify.get('/a', async (request) => {
  request.log.info('a was asked for'); // once
  console.log('a', request.id);
  return {};
});

fastify.listen({ port: 3000 });
