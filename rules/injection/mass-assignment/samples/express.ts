import { Request, Response, Router } from 'express';
import { PrismaClient } from '@prisma/client';
import { getRepository } from 'typeorm';
import { z } from 'zod';
import { db } from './drizzle';
import { users } from './tables';
import { User } from './entities/user';
import UserModel from './user.model';

const prisma = new PrismaClient();
const Input = z.object({ name: z.string() });

export class UsersController {
  private userRepository = getRepository(User);

  async create(req: Request, res: Response) {
    // pedantic: mass-assignment
    const user = await prisma.user.create({ data: req.body });
    // pedantic: mass-assignment
    const saved = await this.userRepository.save(req.body);
    // pedantic: mass-assignment
    await this.userRepository.update(req.params.id, req.body);
    // pedantic: mass-assignment
    await db.insert(users).values(req.body);
    // pedantic: mass-assignment
    await db.update(users).set(req.body).where(eq(users.id, 1));
    res.json({ user, saved });
  }

  async update(req: Request, res: Response): Promise<void> {
    const data = req.body;
    // pedantic: mass-assignment
    await prisma.user.update({ where: { id: Number(req.params.id) }, data });
    const entity = await this.userRepository.findOneOrFail(req.params.id);
    // pedantic: mass-assignment
    this.userRepository.merge(entity, req.body);
    // pedantic: mass-assignment
    await new UserModel(req.body).save();
    // pedantic: mass-assignment
    await UserModel.findOneAndUpdate({ id: 1 }, req.body as any);
    res.end();
  }

  async safe(req: Request, res: Response) {
    const input = Input.parse(req.body);
    // ok: mass-assignment
    await prisma.user.create({ data: input });
    const { name, email } = req.body;
    // ok: mass-assignment
    await prisma.user.create({ data: { name, email } });
    // ok: mass-assignment
    await this.userRepository.save({ name: req.body.name });
    // ok: mass-assignment
    await db.insert(users).values({ name });
    // ok: mass-assignment
    await mailClient.create(req.body);
    res.end();
  }
}
