import { Controller, Get, Query } from '@nestjs/common'
import { CatsService } from './cats.service'
import { OpenPagingDto, PagingDto } from './paging.dto'

@Controller('cats')
export class CatsController {
  constructor(private readonly service: CatsService) {}

  // ruleid: unbounded-page-size
  @Get()
  all(@Query('take') take: number) {
    return this.service.page(take)
  }

  // ruleid: unbounded-page-size
  @Get('open')
  open(@Query() query: OpenPagingDto) {
    return this.service.page(query.take)
  }

  // ok: unbounded-page-size
  @Get('bounded')
  bounded(@Query() query: PagingDto) {
    return this.service.page(query.take, query.skip)
  }

  // ok: unbounded-page-size
  @Get('fixed')
  fixed(@Query('skip') skip: number) {
    return this.service.page(20, skip)
  }
}
