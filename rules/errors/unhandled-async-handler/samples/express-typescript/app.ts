import express, { NextFunction, Request, Response, Router } from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

class PostController {
  // ruleid: unhandled-async-handler
  list = async (req: Request, res: Response) => {
    res.json(await prisma.post.findMany({ take: 20 }));
  };

  // ruleid: unhandled-async-handler
  async create(req: Request, res: Response): Promise<void> {
    res.status(201).json(await prisma.post.create({ data: { title: req.body.title } }));
  }

  // ok: unhandled-async-handler
  async remove(req: Request, res: Response, next: NextFunction): Promise<void> {
    try {
      await prisma.post.delete({ where: { id: req.params.id } });
      res.sendStatus(204);
    } catch (error) {
      next(error);
    }
  }
}

const controller = new PostController();
const router = Router();
router.get('/posts', controller.list);
router.post('/posts', controller.create.bind(controller));
router.delete('/posts/:id', controller.remove.bind(controller));

const app = express();
app.use('/api', router);
app.listen(3000);
