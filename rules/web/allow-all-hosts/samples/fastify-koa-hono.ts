import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';

const options = { logger: true, trustProxy: true };
// ruleid: allow-all-hosts
export const believing = Fastify(options);
// ok: allow-all-hosts
export const careful = Fastify({ logger: true, trustProxy: '10.0.0.2' });
// as info
// pedantic: allow-all-hosts
export const koa = new Koa({ proxy: true });
export const other = new Koa();
// pedantic: allow-all-hosts
other.proxy = true;
// ok: allow-all-hosts
export const direct = new Koa();
const agent = { proxy: false };
// ok: allow-all-hosts
agent.proxy = true;
// ok: allow-all-hosts
export const hono = new Hono();
