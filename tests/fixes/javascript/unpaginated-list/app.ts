import express, { Request, Response } from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const app = express();

app.get('/users', async (req: Request, res: Response) => {
  res.json(await prisma.user.findMany());
});

app.get('/posts', async (req: Request, res: Response) => {
  const posts = await prisma.post.findMany({
    where: { published: true },
    orderBy: { id: 'asc' },
  });
  res.json(posts);
});
