import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { Cat } from './cat.entity'

@Injectable()
export class CatsService {
  constructor(@InjectRepository(Cat) private readonly cats: Repository<Cat>) {}

  create(name: string) {
    return this.cats.save({ name })
  }

  update(id: string, changes: object) {
    return this.cats.save({ id, ...changes })
  }
}
