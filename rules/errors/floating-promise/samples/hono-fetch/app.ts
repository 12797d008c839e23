import { Hono } from 'hono';

const app = new Hono();

async function notify(text: string) {
  await fetch('https://hooks.example.com/x', { method: 'POST', body: text, signal: AbortSignal.timeout(2000) });
}

app.post('/alerts', async (c) => {
  // ruleid: floating-promise
  notify('raised');
  // ok: floating-promise
  c.executionCtx.waitUntil(notify('raised'));
  // ok: floating-promise
  await notify('raised');
  return c.text('ok');
});

export default app;
