import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { Cat } from './cat.entity'
import { CreateCatDto, PartialCatDto } from './create-cat.dto'

@Injectable()
export class CatsService {
  constructor(@InjectRepository(Cat) private readonly cats: Repository<Cat>) {}

  create(values: Cat) {
    // ruleid: mass-assignment
    return this.cats.save(values)
  }

  createOf(values: CreateCatDto) {
    // ok: mass-assignment
    return this.cats.save(values)
  }

  change(values: PartialCatDto) {
    // ok: mass-assignment
    return this.cats.save({ ...values })
  }

  changeAny(values: Partial<Cat>) {
    // ruleid: mass-assignment
    return this.cats.save(values)
  }
}
