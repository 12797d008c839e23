import { FastifyInstance } from 'fastify';
import { FileStore } from './storage';

export async function filesRoutes(app: FastifyInstance, options: { root: string }) {
  const store = new FileStore(options.root);

  app.get<{ Params: { name: string } }>('/:name', async (request) => {
    const { name } = request.params;
    return store.read(name);
  });

  app.get<{ Querystring: { name: string } }>('/', async (request) => store.readInside(request.query.name));

  app.delete<{ Params: { name: string } }>('/:name', async (request, reply) => {
    await store.remove(request.params.name);
    return reply.code(204).send();
  });
}
