import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Cat } from './cat.entity';

@Injectable()
export class CatsService {
  constructor(@InjectRepository(Cat) private readonly cats: Repository<Cat>) {}

  findAll() {
    return this.cats.find({ order: { name: 'ASC' } });
  }

  findPage(take: number, skip: number) {
    return this.cats.find({ order: { name: 'ASC' }, take, skip });
  }
}
