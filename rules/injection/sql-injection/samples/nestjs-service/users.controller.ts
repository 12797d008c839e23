import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { SearchUsersDto } from './search-users.dto';
import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  list(@Query('sort') sort: string, @Query('direction') direction: string) {
    return this.users.list(sort, direction);
  }

  @Get('sorted')
  sorted(@Query('sort') sort: string) {
    return this.users.sorted(sort);
  }

  @Post('search')
  search(@Body() body: SearchUsersDto) {
    return this.users.search(body);
  }

  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number) {
    return this.users.one(id);
  }
}
