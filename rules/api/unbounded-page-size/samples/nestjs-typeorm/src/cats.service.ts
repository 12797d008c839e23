import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { Cat } from './cat.entity'

@Injectable()
export class CatsService {
  constructor(@InjectRepository(Cat) private readonly cats: Repository<Cat>) {}

  page(take: number, skip = 0) {
    return this.cats.find({ order: { id: 'ASC' }, take, skip })
  }
}
