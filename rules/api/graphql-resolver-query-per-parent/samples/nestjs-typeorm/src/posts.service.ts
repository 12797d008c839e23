import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { Post } from './models'

@Injectable()
export class PostsService {
  constructor(@InjectRepository(Post) private readonly repository: Repository<Post>) {}

  findByUser(userId: string): Promise<Post[]> {
    return this.repository.find({ where: { userId }, take: 20 })
  }
}
