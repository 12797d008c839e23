import { ConflictException, Injectable } from '@nestjs/common'

import { UsersRepository } from './users.repository'

@Injectable()
export class UsersService {
  constructor(private readonly users: UsersRepository) {}

  async register(email: string) {
    const taken = await this.users.byEmail(email)
    if (taken) {
      throw new ConflictException()
    }
    // ruleid: missing-unique-constraint
    return this.users.add({ email })
  }

  async rename(handle: string) {
    const taken = await this.users.byHandle(handle)
    if (taken) {
      throw new ConflictException()
    }
    // ok: missing-unique-constraint
    return this.users.add({ handle })
  }
}
