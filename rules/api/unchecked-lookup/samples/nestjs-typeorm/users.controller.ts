import { Body, Controller, Get, NotFoundException, Param, Patch } from '@nestjs/common'
import { UsersService } from './users.service'

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get(':id')
  show(@Param('id') id: string) {
    // ruleid: unchecked-lookup
    return this.users.find(id)
  }

  @Patch(':id')
  async rename(@Param('id') id: string, @Body() body: { name: string }) {
    return this.users.rename(id, body.name)
  }

  @Get(':id/safe')
  async safe(@Param('id') id: string) {
    const user = await this.users.lookup(id)
    if (!user) throw new NotFoundException()
    return user
  }

  @Get(':id/required')
  required(@Param('id') id: string) {
    // ok: unchecked-lookup
    return this.users.required(id)
  }
}
