import Fastify from 'fastify';
import fastifyStatic from '@fastify/static';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const fastify = Fastify();
fastify.register(fastifyStatic, { root: path.join(__dirname, 'public') });

fastify.get('/note/:name', async (request, reply) => {
  const { name } = request.params as { name: string };
  // ruleid: path-traversal
  return readFile(path.join('/notes', name), 'utf8');
});

fastify.get('/static/:name', (request, reply) => {
  // ok: path-traversal
  return reply.sendFile(request.params.name);
});

fastify.get('/plain', async (request, reply) => {
  // ok: path-traversal
  return readFile('/notes/index.md', 'utf8');
});
