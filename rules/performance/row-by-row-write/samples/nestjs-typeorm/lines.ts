import { Body, Controller, Injectable, Module, Post } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Line {
  @PrimaryGeneratedColumn() id: number
  @Column() sku: string
}

@Injectable()
export class LinesService {
  constructor(@InjectRepository(Line) private readonly lines: Repository<Line>) {}

  async create(skus: string[]) {
    for (const sku of skus) {
      // ruleid: row-by-row-write
      await this.lines.save({ sku })
    }
  }

  async together(skus: string[]) {
    // ok: row-by-row-write
    await this.lines.save(skus.map((sku) => ({ sku })))
  }
}

@Controller('lines')
export class LinesController {
  constructor(private readonly service: LinesService) {}

  @Post()
  create(@Body('skus') skus: string[]) {
    return this.service.create(skus)
  }

  @Post('together')
  together(@Body('skus') skus: string[]) {
    return this.service.together(skus)
  }
}

@Module({ controllers: [LinesController], providers: [LinesService] })
export class AppModule {}
