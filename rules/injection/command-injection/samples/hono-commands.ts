import { Hono } from 'hono';
import { execSync, execFileSync } from 'node:child_process';

const app = new Hono();

app.get('/ping', (c) => {
  const host = c.req.query('host');
  // ruleid: command-injection
  const out = execSync(`ping -c 1 ${host}`);
  // ok: command-injection
  execFileSync('ping', ['-c', '1', host ?? 'localhost']);
  return c.text(out.toString());
});

app.post('/archive', async (c) => {
  const { name } = await c.req.json();
  // ruleid: command-injection
  execSync('tar czf out.tgz ' + name);
  // ok: command-injection
  execSync('tar czf out.tgz .');
  return c.body(null, 204);
});

export default app;
