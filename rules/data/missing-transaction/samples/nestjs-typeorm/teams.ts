import { Body, Controller, Delete, Injectable, Module, Param, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository } from '@nestjs/typeorm'
import { Column, DataSource, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Team {
  @PrimaryGeneratedColumn() id: number
  @Column() name: string
  @Column() updatedAt: Date
}

@Entity()
export class Member {
  @PrimaryGeneratedColumn() id: number
  @Column() teamId: number
}

@Injectable()
export class TeamsService {
  constructor(
    @InjectRepository(Team) private readonly teams: Repository<Team>,
    @InjectRepository(Member) private readonly members: Repository<Member>,
    private readonly dataSource: DataSource,
  ) {}

  async create(name: string) {
    const team = await this.teams.save({ name })
    // ruleid: missing-transaction
    await this.members.save({ teamId: team.id })
    return team
  }

  async join(teamId: number) {
    const member = await this.members.save({ teamId })
    await this.touch(teamId)
    return member
  }

  async touch(teamId: number) {
    // ok: missing-transaction
    await this.teams.update({ id: teamId }, { updatedAt: new Date() })
  }

  async joinAs(teamId: number, name: string) {
    const member = await this.members.save({ teamId })
    // ruleid: missing-transaction
    await this.teams.update({ id: teamId }, { updatedAt: new Date(), name })
    return member
  }

  async createTogether(name: string) {
    return this.dataSource.transaction(async (manager) => {
      const team = await manager.save(Team, { name })
      // ok: missing-transaction
      await manager.save(Member, { teamId: team.id })
      return team
    })
  }

  async createByRunner(name: string) {
    const runner = this.dataSource.createQueryRunner()
    await runner.startTransaction()
    try {
      const team = await runner.manager.save(Team, { name })
      // ok: missing-transaction
      await runner.manager.save(Member, { teamId: team.id })
      await runner.commitTransaction()
      return team
    } catch (error) {
      await runner.rollbackTransaction()
      throw error
    }
  }

  async remove(id: number) {
    await this.members.delete({ teamId: id })
    // ruleid: missing-transaction
    await this.teams.delete(id)
  }
}

@Controller('teams')
export class TeamsController {
  constructor(private readonly service: TeamsService) {}

  @Post()
  create(@Body('name') name: string) {
    return this.service.create(name)
  }

  @Post(':id/members')
  join(@Param('id') id: number) {
    return this.service.join(id)
  }

  @Post(':id/founders')
  joinAs(@Param('id') id: number, @Body('name') name: string) {
    return this.service.joinAs(id, name)
  }

  @Post('together')
  together(@Body('name') name: string) {
    return this.service.createTogether(name)
  }

  @Post('runner')
  runner(@Body('name') name: string) {
    return this.service.createByRunner(name)
  }

  @Delete(':id')
  remove(@Param('id') id: number) {
    return this.service.remove(id)
  }
}

@Module({ controllers: [TeamsController], providers: [TeamsService] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
bootstrap()
