import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'

import { User } from './user.entity'

@Injectable()
export class UsersRepository {
  constructor(@InjectRepository(User) private readonly rows: Repository<User>) {}

  async byEmail(email: string): Promise<User | null> {
    return this.rows.findOne({ where: { email } })
  }

  async byHandle(handle: string): Promise<User | null> {
    return this.rows.findOne({ where: { handle } })
  }

  async add(user: Partial<User>): Promise<User> {
    return this.rows.save(this.rows.create(user))
  }
}
