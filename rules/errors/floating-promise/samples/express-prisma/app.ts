import express, { Request, Response } from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const app = express();

app.post('/posts', async (req: Request, res: Response) => {
  // ruleid: floating-promise
  prisma.post.create({ data: { title: req.body.title } });
  // ruleid: floating-promise
  Promise.all([prisma.tag.deleteMany({ where: { post: null } }), Promise.resolve()]);
  res.sendStatus(201);
});

app.put('/posts/:id', async (req: Request, res: Response) => {
  // ok: floating-promise
  const post = prisma.post.update({ where: { id: req.params.id }, data: { title: req.body.title } });
  res.json(await post);
});

app.listen(3000);
