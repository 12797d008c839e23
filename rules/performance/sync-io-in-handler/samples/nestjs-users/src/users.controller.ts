import { Body, Controller, Post } from '@nestjs/common'
import { UsersService } from './users.service'

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Post()
  create(@Body('password') password: string) {
    return { hash: this.users.hash(password) }
  }

  @Post('later')
  async createLater(@Body('password') password: string) {
    return { hash: await this.users.hashLater(password) }
  }
}
