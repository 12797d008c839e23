import Fastify from 'fastify';
import { exec, spawn } from 'child_process';

const fastify = Fastify();

fastify.get<{ Querystring: { host: string } }>('/ping', async (request, reply) => {
  const { host } = request.query;
  // ruleid: command-injection
  exec(`ping -c 1 ${host}`, (err, stdout) => reply.send(stdout));
  // ok: command-injection
  spawn('ping', ['-c', '1', host]);
});

fastify.post('/archive', async (request, reply) => {
  const body = request.body as { name: string };
  // ruleid: command-injection
  spawn('bash', ['-c', 'tar czf out.tgz ' + body.name]);
  // ok: command-injection
  spawn('tar', ['czf', 'out.tgz', '--', body.name]);
  return reply.code(204).send();
});
