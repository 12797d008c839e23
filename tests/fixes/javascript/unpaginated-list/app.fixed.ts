import express, { Request, Response } from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const app = express();

app.get('/users', async (req: Request, res: Response) => {
  res.json(await prisma.user.findMany({ take: Math.min(Math.max(Number(req.query.limit) || 20, 1), 100), skip: Math.max(Number(req.query.offset) || 0, 0) }));
});

app.get('/posts', async (req: Request, res: Response) => {
  const posts = await prisma.post.findMany({
    where: { published: true },
    orderBy: { id: 'asc' },
    take: Math.min(Math.max(Number(req.query.limit) || 20, 1), 100),
    skip: Math.max(Number(req.query.offset) || 0, 0),
  });
  res.json(posts);
});
