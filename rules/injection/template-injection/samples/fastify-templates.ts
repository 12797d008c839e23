import Fastify from 'fastify';
import { Eta } from 'eta';
import ejs from 'ejs';

const app = Fastify();
const eta = new Eta();

app.post('/preview', async (request, reply) => {
  const { source, name } = request.body as { source: string; name: string };
  // ruleid: template-injection
  const page = ejs.render(source, {});
  // ruleid: template-injection
  const other = eta.renderString(source, {});
  // ok: template-injection
  const safe = eta.renderString('Hello <%= it.name %>', { name });
  return reply.view('page.ejs', { page, other, safe });
});
