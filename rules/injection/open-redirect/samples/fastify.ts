import Fastify from 'fastify';

const fastify = Fastify();

fastify.get('/go', async (request, reply) => {
  const { url } = request.query as { url: string };
  // ruleid: open-redirect
  return reply.redirect(url);
});

fastify.get('/code', (request, reply) => {
  // ruleid: open-redirect
  reply.code(302).header('location', request.query.to).send();
  // ok: open-redirect
  reply.redirect('/users/' + request.params.id, 301);
});
