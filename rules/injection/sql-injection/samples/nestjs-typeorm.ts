import { Body, Controller, Get, Injectable, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Brackets, DataSource, EntityManager, Repository } from 'typeorm';
import { User } from './user.entity';

const SORTABLE = ['name', 'createdAt'];

@Controller('users')
export class UsersController {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly dataSource: DataSource,
    private readonly manager: EntityManager,
  ) {}

  @Get()
  async list(@Query('name') name: string, @Query('sort') sort: string) {
    // ruleid: sql-injection
    await this.dataSource.query(`SELECT id FROM users WHERE name = '${name}'`);
    // ok: sql-injection
    await this.dataSource.query('SELECT id FROM users WHERE name = $1', [name]);
    // ruleid: sql-injection
    await this.manager.query("SELECT id FROM users WHERE name = '" + name + "'");
    // ruleid: sql-injection
    await this.users.query(`SELECT id FROM users WHERE name = '${name}'`);
    // ruleid: sql-injection
    const a = await this.users.createQueryBuilder('user').where(`user.name = '${name}'`).getMany();
    // ok: sql-injection
    const b = await this.users.createQueryBuilder('user').where('user.name = :name', { name }).getMany();
    const qb = this.users.createQueryBuilder('user');
    // ruleid: sql-injection
    qb.andWhere("user.name LIKE '%" + name + "%'");
    // ok: sql-injection
    qb.andWhere('user.name LIKE :like', { like: `%${name}%` });
    // ruleid: sql-injection
    qb.orderBy(sort, 'ASC');
    // ruleid: sql-injection
    qb.orderBy(`user.${sort}`, 'ASC');
    if (SORTABLE.includes(sort)) {
      // ok: sql-injection
      qb.orderBy(`user.${sort}`, 'ASC');
    }
    // ok: sql-injection
    return { a, b, found: await this.users.findOne({ where: { name } }) };
  }

  @Get(':id')
  async one(@Param('id', ParseIntPipe) id: number) {
    // ok: sql-injection
    return this.dataSource.query(`SELECT id FROM users WHERE id = ${id}`);
  }

  @Post()
  async search(@Body() body: { term: string }) {
    // ruleid: sql-injection
    return this.dataSource.query(`SELECT id FROM users WHERE name LIKE '%${body.term}%'`);
  }
}

@Injectable()
export class UserRepository {
  constructor(private readonly dataSource: DataSource) {}

  async byEmail(email: string, ids: number[]) {
    // ruleid: sql-injection
    await this.dataSource.query(`SELECT id FROM users WHERE email = '${email}'`);
    // ruleid: unclosed-resource
    const runner = this.dataSource.createQueryRunner();
    // ruleid: sql-injection
    await runner.query("UPDATE users SET seen = true WHERE email = '" + email + "'");
    // ok: sql-injection
    await runner.query(`SELECT id FROM users WHERE id IN (${ids.map((_, i) => '$' + (i + 1)).join(',')})`, ids);
    // ruleid: sql-injection
    return this.dataSource.getRepository(User).createQueryBuilder('u').andWhere(`u.email = '${email}'`).getOne();
  }

  async bracket(email: string) {
    return this.dataSource
      .getRepository(User)
      .createQueryBuilder('u')
      // ok: sql-injection
      .where(new Brackets((qb) => qb.where('u.email = :email', { email })))
      // ruleid: sql-injection
      .andWhere(`u.email = '${email}'`)
      .getMany();
  }
}
