import Fastify from 'fastify';
import { PrismaClient } from '@prisma/client';

const fastify = Fastify();
const prisma = new PrismaClient();
const body = { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: false };

fastify.post('/users', async (request, reply) => {
  // ruleid: mass-assignment
  return prisma.user.create({ data: request.body });
});

fastify.post('/checked', { schema: { body } }, async (request, reply) => {
  // ok: mass-assignment
  return prisma.user.create({ data: request.body });
});
