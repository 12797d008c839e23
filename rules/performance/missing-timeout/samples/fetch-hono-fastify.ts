import Fastify from 'fastify';
import got from 'got';
import { Hono } from 'hono';
import client from 'axios';

const fastify = Fastify();
const hono = new Hono();

fastify.get('/rates', async () => {
  // ruleid: missing-timeout
  const a = await fetch('https://api.example.com/rates');
  // ruleid: missing-timeout
  const b = await fetch('https://api.example.com/rates', { method: 'POST', body: '{}' });
  // ok: missing-timeout
  const c = await fetch('https://api.example.com/rates', { signal: AbortSignal.timeout(3000) });
  const controller = new AbortController();
  // ok: missing-timeout
  const d = await fetch('https://api.example.com/rates', { method: 'POST', signal: controller.signal });
  const init = { method: 'POST' };
  // ruleid: missing-timeout
  const e = await fetch('https://api.example.com/rates', init);
  // ok: missing-timeout
  const f = await Promise.race([fetch('https://api.example.com/rates'), sleep(1000)]);
  return [a, b, c, d, e, f];
});

hono.get('/got', async (c) => {
  // ruleid: missing-timeout
  const a = await got('https://api.example.com/rates').json();
  // ruleid: missing-timeout
  const b = await got.post('https://api.example.com/rates', { json: {} }).json();
  // ok: missing-timeout
  const d = await got('https://api.example.com/rates', { timeout: { request: 1000 } }).json();
  // ruleid: missing-timeout
  const e = await client.get('https://api.example.com/rates');
  // ok: missing-timeout
  const f = await client.get('https://api.example.com/rates', { timeout: 1000 });
  return c.json([a, b, d, e.data, f.data]);
});

function sleep(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
