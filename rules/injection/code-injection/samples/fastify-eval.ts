import Fastify from 'fastify';
import { Script } from 'vm';

const app = Fastify();

app.post('/script', async (request, reply) => {
  const { code } = request.body as { code: string };
  // ruleid: code-injection
  const script = new Script(code);
  // ruleid: code-injection
  const fn = new Function(code);
  // ok: code-injection
  const constant = new Function('return 1');
  return reply.send([script.runInThisContext(), fn(), constant()]);
});
