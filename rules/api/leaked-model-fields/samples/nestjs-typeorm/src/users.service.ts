import { Injectable, NotFoundException } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { User } from './user.entity'

@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  findAll(): Promise<User[]> {
    return this.users.find({ take: 50 })
  }

  async findOne(id: number) {
    const user = await this.users.findOne({ where: { id } })
    if (!user) throw new NotFoundException()
    return user
  }

  names() {
    return this.users.find({ select: ['id', 'name'], take: 50 })
  }

  async create(body: Partial<User>) {
    const user = this.users.create(body)
    return this.users.save(user)
  }
}
