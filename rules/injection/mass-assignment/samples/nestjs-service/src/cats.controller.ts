import { Body, Controller, Patch, Post } from '@nestjs/common'
import { Cat } from './cat.entity'
import { CatsService } from './cats.service'
import { CreateCatDto, PartialCatDto } from './create-cat.dto'

@Controller('cats')
export class CatsController {
  constructor(private readonly service: CatsService) {}

  @Post()
  create(@Body() cat: Cat) {
    return this.service.create(cat)
  }

  @Post('dto')
  createOf(@Body() cat: CreateCatDto) {
    return this.service.createOf(cat)
  }

  @Patch('dto')
  change(@Body() cat: PartialCatDto) {
    return this.service.change(cat)
  }

  @Patch('any')
  changeAny(@Body() cat: Partial<Cat>) {
    return this.service.changeAny(cat)
  }
}
