import { Body, Controller, Param, Patch, Post } from '@nestjs/common'
import { BareCatDto, CreateCatDto, PartialCatDto, PlainCat, UpdateCatDto } from './cat.dto'
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

  // ok: unvalidated-body
  @Patch(':id')
  update(@Param('id') id: string, @Body() cat: UpdateCatDto) {
    return this.service.update(id, cat)
  }

  // ruleid: unvalidated-body
  @Patch(':id/bare')
  updateBare(@Param('id') id: string, @Body() cat: BareCatDto) {
    return this.service.update(id, cat)
  }

  // ok: unvalidated-body
  @Patch(':id/partial')
  updatePartial(@Param('id') id: string, @Body() cat: PartialCatDto) {
    return this.service.update(id, cat)
  }
}
