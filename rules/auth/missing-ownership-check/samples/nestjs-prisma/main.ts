import { Body, Controller, Delete, Get, Injectable, Module, NotFoundException, Param, Post, Put, UseGuards } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { AuthGuard } from '@nestjs/passport'
import { PrismaClient } from '@prisma/client'
import { CurrentUser } from './current-user'

@Injectable()
export class TasksService {
  private readonly prisma = new PrismaClient()

  list(userId: string) {
    return this.prisma.task.findMany({ where: { userId }, take: 50 })
  }

  add(userId: string, title: string) {
    return this.prisma.task.create({ data: { userId, title } })
  }

  remove(id: string) {
    return this.prisma.task.delete({ where: { id } })
  }

  removeOwn(id: string, userId: string) {
    return this.prisma.task.deleteMany({ where: { id, userId } })
  }

  async rename(id: string, user: { id: string }, title: string) {
    const task = await this.prisma.task.findUnique({ where: { id } })
    if (!task || task.userId !== user.id) throw new NotFoundException()
    return this.prisma.task.update({ where: { id }, data: { title } })
  }
}

@Controller('tasks')
@UseGuards(AuthGuard('jwt'))
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  list(@CurrentUser() user: { id: string }) {
    return this.tasks.list(user.id)
  }

  @Post()
  add(@CurrentUser() user: { id: string }, @Body('title') title: string) {
    return this.tasks.add(user.id, title)
  }

  // ruleid: missing-ownership-check
  @Delete(':id')
  remove(@Param('id') id: string) {
    return this.tasks.remove(id)
  }

  // ok: missing-ownership-check
  @Delete('own/:id')
  removeOwn(@Param('id') id: string, @CurrentUser() user: { id: string }) {
    return this.tasks.removeOwn(id, user.id)
  }

  // ok: missing-ownership-check
  @Put(':id')
  rename(@Param('id') id: string, @CurrentUser() user: { id: string }, @Body('title') title: string) {
    return this.tasks.rename(id, user, title)
  }
}

@Module({ controllers: [TasksController], providers: [TasksService] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
bootstrap()
