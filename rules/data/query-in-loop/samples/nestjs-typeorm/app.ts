import { Controller, Get, Injectable, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository } from '@nestjs/typeorm'
import { Column, Entity, In, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Author {
  @PrimaryGeneratedColumn() id: number
  @Column() name: string
}

@Entity()
export class Book {
  @PrimaryGeneratedColumn() id: number
  @Column() title: string
  @Column() authorId: number
}

@Injectable()
export class BooksService {
  constructor(
    @InjectRepository(Book) private readonly books: Repository<Book>,
    @InjectRepository(Author) private readonly authors: Repository<Author>,
  ) {}

  async list() {
    const books = await this.books.find({ take: 50 })
    return Promise.all(
      books.map(async (book) => ({
        ...book,
        // ruleid: query-in-loop
        author: await this.authorOf(book.authorId),
      })),
    )
  }

  authorOf(id: number) {
    return this.authors.findOneBy({ id })
  }

  async listAtOnce() {
    const books = await this.books.find({ take: 50 })
    // ok: query-in-loop
    const authors = await this.authors.findBy({ id: In(books.map((book) => book.authorId)) })
    const named = new Map(authors.map((author) => [author.id, author]))
    return books.map((book) => ({ ...book, author: named.get(book.authorId) }))
  }
}

@Controller('books')
export class BooksController {
  constructor(private readonly service: BooksService) {}

  @Get()
  list() {
    return this.service.list()
  }

  @Get('fast')
  fast() {
    return this.service.listAtOnce()
  }
}

@Module({ controllers: [BooksController], providers: [BooksService] })
export class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000))
