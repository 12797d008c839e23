const fastify = require('fastify')();
const fastifyJwt = require('@fastify/jwt');

fastify.register(fastifyJwt, { secret: process.env.JWT_KEY, sign: { expiresIn: '10m' } });

fastify.post('/login', async (request, reply) => {
  // ok: jwt-without-expiry
  const token = fastify.jwt.sign({ user: request.body.user });
  // ok: jwt-without-expiry
  const second = await reply.jwtSign({ user: request.body.user });
  return { token, second };
});
