import { ClassSerializerInterceptor, Controller, Get, Param, UseInterceptors } from '@nestjs/common'
import { UsersService } from './users.service'

@Controller('users')
@UseInterceptors(ClassSerializerInterceptor)
export class UsersController {
  constructor(private readonly service: UsersService) {}

  @Get()
  all() {
    // ok: leaked-model-fields
    return this.service.findAll()
  }

  @Get(':id')
  one(@Param('id') id: number) {
    // ok: leaked-model-fields
    return this.service.findOne(id)
  }
}
