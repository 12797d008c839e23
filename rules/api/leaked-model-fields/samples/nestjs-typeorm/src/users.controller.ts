import { Body, Controller, Get, Param, ParseIntPipe, Post } from '@nestjs/common'
import { User } from './user.entity'
import { UserDto } from './user.dto'
import { UsersService } from './users.service'

@Controller('users')
export class UsersController {
  constructor(private readonly service: UsersService) {}

  @Get()
  all() {
    // ruleid: leaked-model-fields
    return this.service.findAll()
  }

  @Get('names')
  names() {
    // ok: leaked-model-fields
    return this.service.names()
  }

  @Get(':id')
  async one(@Param('id', ParseIntPipe) id: number) {
    // ruleid: leaked-model-fields
    return { data: await this.service.findOne(id) }
  }

  @Get(':id/shown')
  async shown(@Param('id', ParseIntPipe) id: number) {
    // ok: leaked-model-fields
    return new UserDto(await this.service.findOne(id))
  }

  @Post()
  create(@Body() body: Partial<User>) {
    // ruleid: leaked-model-fields
    return this.service.create(body)
  }
}
