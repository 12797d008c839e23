import { Controller, Get, Query } from '@nestjs/common';
import { CatsService } from './cats.service';

@Controller('cats')
export class CatsController {
  constructor(private readonly service: CatsService) {}

  // ruleid: unpaginated-list
  @Get()
  all() {
    return this.service.findAll();
  }

  // ok: unpaginated-list
  @Get('page/cats')
  page(@Query('take') take: number, @Query('skip') skip: number) {
    return this.service.findPage(take, skip);
  }
}
