import { Body, Controller, Post } from '@nestjs/common'
import { CreateCatDto, PlainCat } from './cat.dto'
import { CatsService } from './cats.service'

@Controller('cats')
export class CatsController {
  constructor(private readonly service: CatsService) {}

  // ok: unvalidated-body
  @Post()
  create(@Body() cat: CreateCatDto) {
    return this.service.create(cat.name)
  }

  // ruleid: unvalidated-body
  @Post('plain')
  plain(@Body() cat: PlainCat) {
    return this.service.create(cat.name)
  }

  // ruleid: unvalidated-body
  @Post('any')
  any(@Body() cat: any) {
    return this.service.create(cat.name)
  }
}
