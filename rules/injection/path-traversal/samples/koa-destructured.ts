import { createReadStream, promises } from 'node:fs';
import path from 'node:path';
import Router from '@koa/router';
import archiver from 'archiver';

const router = new Router({ prefix: '/files' });

const inside = (root: string, name: string) => {
  const full = path.resolve(root, name);
  if (path.relative(root, full).startsWith('..')) throw new Error('outside');
  return full;
};

router.get('/:name', async (ctx) => {
  // ok: path-traversal
  ctx.body = createReadStream(inside('/srv', ctx.params.name));
});

router.put('/:name', async (ctx) => {
  const { params: { name } } = ctx;
  // ruleid: path-traversal
  const handle = await promises.open(`/srv/${name}`, 'w');
  await handle.close();
  ctx.status = 204;
});

router.post('/archives', async (ctx) => {
  const archive = archiver('zip');
  const { folder } = ctx.request.body as { folder: string };
  // ruleid: path-traversal
  archive.directory('/srv/' + folder, false);
  // ok: path-traversal
  archive.directory('/srv/all', folder);
  ctx.body = archive;
});
