import { Hono } from 'hono';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, basename } from 'node:path';

const app = new Hono();

app.get('/files/:name', async (c) => {
  const name = c.req.param('name');
  // ruleid: path-traversal
  return c.body(await readFile(join('./files', name)));
});

app.get('/stream', (c) => {
  // ruleid: path-traversal
  return c.body(createReadStream(`./files/${c.req.query('name')}`) as any);
});

app.get('/flat/:name', async (c) => {
  // ok: path-traversal
  return c.body(await readFile(join('./files', basename(c.req.param('name')))));
});
