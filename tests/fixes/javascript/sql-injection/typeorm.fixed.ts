import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { User } from './user.entity';

export const source = new DataSource({ type: 'postgres', entities: [User] });

@Controller('users')
export class UsersController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  async list(@Query('name') name: string, @Query('city') city: string) {
    await this.dataSource.query(`SELECT id FROM users WHERE name = $1`, [name]);
    const query = this.dataSource.getRepository(User).createQueryBuilder('user');
    query.where('user.city = :city', { city });
    query.andWhere(`user.name LIKE :nameLike`, { nameLike: `%${name}%` });
    query.orWhere("user.city = :city2 AND user.open = :open", { open: true, city2: city });
    return query.getMany();
  }
}
