import { Body, Controller, Post } from '@nestjs/common'

import { UsersService } from './users.service'

@Controller('users')
export class UsersController {
  constructor(private readonly service: UsersService) {}

  @Post()
  register(@Body() body: { email: string }) {
    return this.service.register(body.email)
  }

  @Post('handles')
  rename(@Body() body: { handle: string }) {
    return this.service.rename(body.handle)
  }
}
