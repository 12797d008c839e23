import { Injectable, NotFoundException } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { User } from './user.entity'

@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly repo: Repository<User>) {}

  find(id: string) {
    // ok: unchecked-lookup
    return this.repo.findOne({ where: { id } })
  }

  async rename(id: string, name: string) {
    // ruleid: unchecked-lookup
    const user = await this.repo.findOneBy({ id })
    user.name = name
    return this.repo.save(user)
  }

  lookup(id: string) {
    // ok: unchecked-lookup
    return this.repo.findOneBy({ id })
  }

  async required(id: string) {
    // ok: unchecked-lookup
    const user = await this.repo.findOne({ where: { id } })
    if (!user) {
      throw new NotFoundException(`no user ${id}`)
    }
    return user
  }
}
