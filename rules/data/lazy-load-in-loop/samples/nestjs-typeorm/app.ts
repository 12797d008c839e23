import { Controller, Get, Module } from '@nestjs/common'
import { InjectDataSource, InjectRepository, TypeOrmModule } from '@nestjs/typeorm'
import { Column, DataSource, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number
  @Column() name: string
  @OneToMany(() => Post, (post) => post.author) posts: Promise<Post[]>
}

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number
  @Column() title: string
  @ManyToOne(() => User, (user) => user.posts) author: Promise<User>
  @ManyToOne(() => User, { eager: true }) editor: User
}

@Controller('posts')
export class PostsController {
  constructor(
    @InjectRepository(Post) private readonly posts: Repository<Post>,
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectDataSource() private readonly source: DataSource,
  ) {}

  @Get()
  async list() {
    const rows = []
    for (const post of await this.posts.find({ take: 50 })) {
      // ruleid: lazy-load-in-loop
      const author = await post.author
      rows.push({ title: post.title, author: author.name })
    }
    return rows
  }

  @Get('loaded')
  async loaded() {
    const rows = []
    for (const post of await this.posts.find({ take: 50, relations: { author: true } })) {
      // ok: lazy-load-in-loop
      const author = await post.author
      rows.push({ title: post.title, author: author.name })
    }
    return rows
  }

  @Get('mapped')
  async mapped() {
    const users = await this.users.find({ take: 20 })
    // ruleid: lazy-load-in-loop
    return Promise.all(users.map(async (user) => ({ name: user.name, posts: (await user.posts).length })))
  }

  @Get('builder')
  async builder() {
    const users = await this.users.find({ take: 20 })
    for (const user of users) {
      // ruleid: lazy-load-in-loop
      await this.source.createQueryBuilder().relation(User, 'posts').of(user).loadMany()
    }
    return users
  }

  @Get('editors')
  async editors() {
    const posts = await this.posts.find({ take: 50 })
    // It comes with the row.
    // ok: lazy-load-in-loop
    return posts.map((post) => post.editor.name)
  }

  @Get('one')
  async one() {
    const user = await this.users.findOneByOrFail({ id: 1 })
    // ok: lazy-load-in-loop
    return (await user.posts).map((post) => post.title)
  }
}

@Module({ imports: [TypeOrmModule.forFeature([User, Post])], controllers: [PostsController] })
export class AppModule {}
