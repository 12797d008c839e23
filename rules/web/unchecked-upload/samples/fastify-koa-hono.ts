import { createWriteStream, promises as fs } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { Hono } from 'hono';

const fastify = Fastify();
fastify.post('/files', async (request, reply) => {
  const data = await request.file();
  // ruleid: unchecked-upload
  // ruleid: path-traversal
  await pipeline(data.file, createWriteStream(`/srv/uploads/${data.filename}`));
  return reply.code(201).send();
});
fastify.post('/generated', async (request, reply) => {
  const data = await request.file();
  // ok: unchecked-upload
  await pipeline(data.file, createWriteStream(`/srv/uploads/${randomUUID()}`));
  return reply.code(201).send();
});

export async function koaUpload(ctx: any) {
  const file = ctx.request.files.file;
  // ruleid: unchecked-upload
  // ruleid: path-traversal
  await fs.rename(file.filepath, `/srv/uploads/${file.originalFilename}`);
  ctx.status = 201;
}

const hono = new Hono();
hono.post('/files', async (c) => {
  const body = await c.req.parseBody();
  const file = body['file'] as File;
  // ruleid: unchecked-upload
  // ruleid: path-traversal
  await fs.writeFile(`/srv/uploads/${file.name}`, Buffer.from(await file.arrayBuffer()));
  return c.body(null, 201);
});
